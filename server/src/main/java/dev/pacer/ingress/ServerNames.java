package dev.pacer.ingress;

import dev.pacer.ingress.tls.TlsContexts;
import dev.pacer.ingress.tls.TlsContexts.Presented;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reads which host a client of TLS asks for, and makes way for TLS with the certificate for it.
final class ServerNames extends AbstractSniHandler<Presented> {
  /// Real ones are below 2 KiB, also with keys that withstand quantum computers.
  private static final int LARGEST_CLIENT_HELLO = 16 * 1024;

  /// How long a goodbye may wait for a client that does not read.
  private static final long GOODBYE_MILLIS = 1000;

  private final TlsContexts contexts;
  private final TlsDoorstep doorstep;
  private @Nullable Promise<Presented> pending;

  /// @param doorstep the next handler, which minds the time
  ServerNames(TlsContexts contexts, TlsDoorstep doorstep) {
    super(LARGEST_CLIENT_HELLO, 0);
    this.contexts = contexts;
    this.doorstep = doorstep;
  }

  @Override
  protected Future<Presented> lookup(ChannelHandlerContext context, @Nullable String host) {
    CompletableFuture<Presented> presented = contexts.forHost(host);
    Promise<Presented> promise = context.executor().newPromise();
    pending = promise;
    var _ =
        presented.whenComplete((found, failure) -> {
          if (failure == null) {
            promise.trySuccess(found);
          } else {
            promise.tryFailure(failure);
          }
        });
    return promise;
  }

  /// The client did not wait for its certificate: what it sent is let go.
  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
    super.handlerRemoved0(context);
    Promise<Presented> unanswered = pending;
    if (unanswered != null) {
      unanswered.tryFailure(new ClosedChannelException());
    }
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String host, Future<Presented> lookup) {
    if (!lookup.isSuccess()) {
      doorstep.failed(lookup.cause());
      return;
    }
    Presented presented = lookup.getNow();
    doorstep.presents(host, presented.certificate());
    SslHandler tls = presented.context().newHandler(context.alloc());
    // The doorstep minds the time of all handshakes with one clock.
    tls.setHandshakeTimeoutMillis(0);
    tls.setCloseNotifyFlushTimeoutMillis(GOODBYE_MILLIS);
    context.pipeline().replace(this, null, tls);
  }
}
