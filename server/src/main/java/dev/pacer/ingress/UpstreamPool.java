package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one event loop to instances: those in use, and the idle ones kept for the next
/// request. The one used last is taken first, so that the others can age away. They are kept by
/// instance, not by address: an address may go to another instance.
final class UpstreamPool implements Upstreams {
  private static final Logger log = LoggerFactory.getLogger(UpstreamPool.class);

  private final IngressLoop loop;
  private final Transport transport;
  private final Map<Backend, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private final Set<UpstreamConnection> all = new HashSet<>();

  UpstreamPool(IngressLoop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  /// See [Upstreams#lease]; a request that is sent once gets only a fresh connection.
  @Override
  public @Nullable Upstream lease(Backend backend, Exchange exchange, boolean forOnce) {
    ArrayDeque<UpstreamConnection> spare = idle.get(backend);
    UpstreamConnection last = spare == null ? null : spare.peekLast();
    if (spare == null || last == null || (forOnce && !last.isFresh())) {
      return null;
    }
    last.serve(exchange);
    return spare.removeLast();
  }

  @Override
  public void connect(Backend backend, Exchange exchange) {
    Channel channel;
    try {
      channel = transport.upstream().get();
    } catch (RuntimeException noSocket) {
      log.atWarn().setCause(noSocket).log("No socket for a connection to an instance");
      exchange.connectFailed(noSocket);
      return;
    }
    configure(channel, loop);
    UpstreamConnection upstream = new UpstreamConnection(loop, channel, backend, exchange);
    exchange.connecting(upstream);
    all.add(upstream);
    channel.pipeline().addLast(upstream);
    ChannelFuture registered = loop.eventLoop().register(channel);
    var _ = registered.addListener(_ -> connect(upstream, registered));
  }

  /// Keeps a connection for the next request to its instance, or closes it when there are enough.
  void giveBack(UpstreamConnection upstream) {
    ArrayDeque<UpstreamConnection> spare =
        idle.computeIfAbsent(upstream.backend(), _ -> new ArrayDeque<>());
    if (spare.size() < loop.limits().idleUpstreamConnections()) {
      spare.addLast(upstream);
    } else {
      upstream.close();
    }
  }

  /// A connection is closed.
  void remove(UpstreamConnection upstream) {
    all.remove(upstream);
    ArrayDeque<UpstreamConnection> spare = idle.get(upstream.backend());
    if (spare != null) {
      spare.remove(upstream);
    }
  }

  @Override
  public void closeAll() {
    for (UpstreamConnection upstream : List.copyOf(all)) {
      upstream.close();
    }
  }

  @Override
  public void tick(long now) {
    List<UpstreamConnection> expired = new ArrayList<>(0);
    Iterator<Map.Entry<Backend, ArrayDeque<UpstreamConnection>>> spares =
        idle.entrySet().iterator();
    while (spares.hasNext()) {
      Map.Entry<Backend, ArrayDeque<UpstreamConnection>> entry = spares.next();
      ArrayDeque<UpstreamConnection> spare = entry.getValue();
      // Some applications do not end before their idle connections are closed.
      boolean needless = entry.getKey().isClosed();
      // The oldest stand first.
      while (!spare.isEmpty() && (needless || spare.getFirst().isIdleTooLong(now))) {
        expired.add(spare.removeFirst());
      }
      if (spare.isEmpty()) {
        spares.remove();
      }
    }
    expired.forEach(UpstreamConnection::close);
  }

  static void configure(Channel channel, IngressLoop loop) {
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    channel.config().setConnectTimeoutMillis((int) loop.connectTimeout().toMillis());
    channel.config().setWriteBufferWaterMark(IngressServer.WATER_MARK);
    // An instance may answer and close without reading the whole request: its answer must stay
    // readable
    // when sending fails.
    channel.config().setAutoClose(false);
  }

  private void connect(UpstreamConnection upstream, ChannelFuture registered) {
    if (!registered.isSuccess()) {
      upstream.connectFailed(registered.cause());
      return;
    }
    ChannelFuture connected = registered.channel().connect(upstream.backend().address());
    var _ =
        connected.addListener(_ -> {
          if (connected.isSuccess()) {
            upstream.connected();
          } else {
            upstream.connectFailed(connected.cause());
          }
        });
  }
}
