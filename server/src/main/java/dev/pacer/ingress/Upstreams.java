package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to instances that speak one version of HTTP. They are kept by instance,
/// not by address: an address may go to another instance.
interface Upstreams {

  /// A connection that is there, or a share of it, from now on for that exchange; null when there is
  /// none.
  ///
  /// @param forOnce whether the request must not be sent again, so that it must be sure to be read
  @Nullable Upstream lease(Backend backend, Exchange exchange, boolean forOnce);

  /// Makes a new connection for an exchange, which hears of the outcome: a failure perhaps during this
  /// call, a success always later.
  void connect(Backend backend, Exchange exchange);

  /// Closes what was idle too long.
  ///
  /// @param now see [IngressLoop#now]
  void tick(long now);

  void closeAll();
}
