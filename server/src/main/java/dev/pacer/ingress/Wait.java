package dev.pacer.ingress;

import dev.pacer.ingress.routes.Gate;
import dev.pacer.ingress.routes.Route;
import java.time.Duration;

/// One wait of an [Exchange] for an instance with room. Its loop's thread, but for [#called].
final class Wait implements Gate.Ticket {
  private final Exchange exchange;
  private final IngressLoop loop;
  private final Route route;
  private final Gate gate;
  private final long since;
  private final long longest;

  Wait(Exchange exchange, IngressLoop loop, Route route) {
    this.exchange = exchange;
    this.loop = loop;
    this.route = route;
    this.gate = route.service().gate();
    this.since = loop.now();
    this.longest =
        route.options().queueTimeout().map(Duration::toNanos).orElse(loop.timeouts().queue());
  }

  /// @return false when so many wait that one more may not, or the service wants no request to wait
  boolean begin() {
    return longest > 0 && gate.enter(this, loop.limits().waitingRequests());
  }

  void beginAgain() {
    gate.enterAgain(this);
  }

  /// Tells whoever adds instances that a request needs one.
  void demand() {
    route.service().demand();
  }

  /// Gives up waiting. A call that comes too late is passed on.
  void end() {
    if (!gate.leave(this)) {
      gate.call(1);
    }
  }

  boolean isTooLong(long now) {
    return now - since > longest;
  }

  @Override
  public void called() {
    loop.eventLoop()
        .execute(() -> {
          if (!exchange.enterWith(this)) {
            gate.call(1);
          }
        });
  }
}
