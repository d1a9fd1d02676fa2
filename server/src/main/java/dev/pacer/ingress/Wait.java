package dev.pacer.ingress;

import dev.pacer.ingress.routes.Gate;

/// One wait of an [Exchange] for an instance with room. Its loop's thread, but for [#called].
final class Wait implements Gate.Ticket {
  private final Exchange exchange;
  private final IngressLoop loop;
  private final Gate gate;
  private final long since;

  Wait(Exchange exchange, IngressLoop loop, Gate gate) {
    this.exchange = exchange;
    this.loop = loop;
    this.gate = gate;
    this.since = loop.now();
  }

  boolean begin() {
    return gate.enter(this, loop.limits().waitingRequests());
  }

  void beginAgain() {
    gate.enterAgain(this);
  }

  /// Gives up waiting. A call that comes too late is passed on.
  void end() {
    if (!gate.leave(this)) {
      gate.call(1);
    }
  }

  boolean isTooLong(long now) {
    return now - since > loop.timeouts().queue();
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
