package dev.pacer.ingress.routes;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Where the requests of one service wait while all its instances have their hands full. First come,
/// first served. Safe for any thread, and free of locks.
///
/// Whoever cannot get in looks once more after it has entered, so that an instance that has room in
/// between is not overlooked.
public final class Gate {
  private final ConcurrentLinkedDeque<Ticket> tickets = new ConcurrentLinkedDeque<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /// One request's place. Each is used for one wait.
  @FunctionalInterface
  public interface Ticket {
    /// An instance may have room. Called once, by any thread, when the ticket has left the gate.
    void called();
  }

  /// Requests that wait now.
  public int waiting() {
    return waiting.get();
  }

  /// Waits as the last one.
  ///
  /// @param most how many may wait
  /// @return false when there are so many already
  public boolean enter(Ticket ticket, int most) {
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      return false;
    }
    tickets.addLast(ticket);
    return true;
  }

  /// Waits again, as the first one: it was called, but another was faster.
  public void enterAgain(Ticket ticket) {
    waiting.incrementAndGet();
    tickets.addFirst(ticket);
  }

  /// Waits no longer.
  ///
  /// @return false when the ticket was called meanwhile; the call is then for the next one, see [#call]
  public boolean leave(Ticket ticket) {
    boolean left = tickets.remove(ticket);
    if (left) {
      waiting.decrementAndGet();
    }
    return left;
  }

  /// Calls those who have waited longest.
  ///
  /// @param room how many can be served
  public void call(long room) {
    for (long called = 0; called < room && waiting.get() > 0; called++) {
      Ticket first = tickets.pollFirst();
      if (first == null) {
        return;
      }
      waiting.decrementAndGet();
      first.called();
    }
  }
}
