package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one event loop to instances that speak HTTP/2 in clear text. Requests share them,
/// as many as the instance allows.
final class Http2Upstreams implements Upstreams {
  private static final Logger log = LoggerFactory.getLogger(Http2Upstreams.class);

  private final IngressLoop loop;
  private final Transport transport;
  private final Map<Backend, List<Http2UpstreamConnection>> connections = new HashMap<>();

  Http2Upstreams(IngressLoop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  @Override
  public @Nullable Upstream lease(Backend backend, Exchange exchange, boolean forOnce) {
    for (Http2UpstreamConnection connection : connections.getOrDefault(backend, List.of())) {
      if (connection.takesStreams()) {
        return connection.open(exchange);
      }
    }
    return null;
  }

  @Override
  public void connect(Backend backend, Exchange exchange) {
    for (Http2UpstreamConnection connection : connections.getOrDefault(backend, List.of())) {
      if (connection.isConnecting()) {
        connection.await(exchange);
        return;
      }
    }
    Channel channel;
    try {
      channel = transport.upstream().get();
    } catch (RuntimeException noSocket) {
      log.atWarn().setCause(noSocket).log("No socket for a connection to an instance");
      exchange.connectFailed(noSocket);
      return;
    }
    UpstreamPool.configure(channel, loop);
    Http2UpstreamConnection connection =
        Http2UpstreamConnectionBuilder.connection(loop, this, backend);
    connections.computeIfAbsent(backend, _ -> new ArrayList<>(1)).add(connection);
    connection.await(exchange);
    channel.pipeline().addLast(connection);
    ChannelFuture registered = loop.eventLoop().register(channel);
    var _ = registered.addListener(_ -> connect(connection, registered));
  }

  @Override
  public void tick(long now) {
    for (List<Http2UpstreamConnection> ofBackend : List.copyOf(connections.values())) {
      for (Http2UpstreamConnection connection : List.copyOf(ofBackend)) {
        connection.tick(now);
      }
    }
  }

  @Override
  public void closeAll() {
    for (List<Http2UpstreamConnection> ofBackend : List.copyOf(connections.values())) {
      List.copyOf(ofBackend).forEach(Http2UpstreamConnection::close);
    }
  }

  /// A connection is closed, or never came about.
  void remove(Http2UpstreamConnection connection) {
    List<Http2UpstreamConnection> ofBackend = connections.get(connection.backend());
    if (ofBackend != null && ofBackend.remove(connection) && ofBackend.isEmpty()) {
      connections.remove(connection.backend());
    }
  }

  private void connect(Http2UpstreamConnection connection, ChannelFuture registered) {
    if (!registered.isSuccess()) {
      connection.connectFailed(registered.cause());
      return;
    }
    ChannelFuture connected = registered.channel().connect(connection.backend().address());
    var _ =
        connected.addListener(_ -> {
          if (!connected.isSuccess()) {
            connection.connectFailed(connected.cause());
          }
        });
  }
}
