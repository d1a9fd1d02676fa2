package dev.pacer.testing.load;

import dev.pacer.testing.load.ClientSocket.Answer;
import dev.pacer.testing.load.LoadReport.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Clients that send at a constant rate, whether they are answered or not: each request has its time,
/// and its latency is counted from that. Every deviation from the right answer counts as lost; nothing
/// is tried again. Connections are kept alive and reused, the last one first.
public final class OpenLoop implements AutoCloseable {
  /// A bound on what may be under way; more than that means that nobody answers.
  private static final int MOST_IN_FLIGHT = 2_000;

  private final InetSocketAddress address;
  private final String host;
  private final long period;
  private final LoadReport report = new LoadReport();
  private final ConcurrentLinkedDeque<ClientSocket> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore slots = new Semaphore(MOST_IN_FLIGHT);
  private final AtomicInteger unsent = new AtomicInteger();
  private volatile Phase phase = Phase.STEADY;
  private volatile boolean ended;
  private boolean held;

  /// Begins to send.
  ///
  /// @param host the service's name, sent as `Host`
  /// @param rate requests in a second
  public OpenLoop(InetSocketAddress address, String host, int rate) {
    this.address = address;
    this.host = host;
    this.period = TimeUnit.SECONDS.toNanos(1) / rate;
    Thread.ofPlatform().name("arrivals").daemon().start(this::arrive);
  }

  /// Counts what is due from now on to another phase.
  public void enter(Phase next) {
    phase = next;
  }

  /// Lets nothing more be due until [#resume]. Returns when every request that was due is under way:
  /// its head is sent.
  public void hold() {
    synchronized (this) {
      held = true;
    }
    while (unsent.get() > 0) {
      Thread.onSpinWait();
    }
  }

  public synchronized void resume() {
    held = false;
  }

  /// Waits until everything that was due is answered or lost.
  public void awaitAnswers() {
    slots.acquireUninterruptibly(MOST_IN_FLIGHT);
    slots.release(MOST_IN_FLIGHT);
  }

  /// Sends no more, and waits until everything is answered or lost.
  ///
  /// @return what became of all requests
  public LoadReport finish() {
    hold();
    awaitAnswers();
    return report;
  }

  @Override
  public void close() {
    finish();
    ended = true;
    idle.forEach(ClientSocket::close);
    idle.clear();
  }

  private void arrive() {
    long start = System.nanoTime();
    for (long number = 0; !ended; number++) {
      long due = start + number * period;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      begin(LoadRequest.numbered(number, host), due);
    }
  }

  private synchronized void begin(LoadRequest request, long due) {
    if (held) {
      return;
    }
    Phase now = phase;
    if (slots.tryAcquire()) {
      unsent.incrementAndGet();
      Thread.startVirtualThread(() -> serve(request, now, due));
    } else {
      report.lost(now + " " + request.kind() + ": too many are unanswered");
    }
  }

  private void serve(LoadRequest request, Phase due, long time) {
    ClientSocket socket = null;
    boolean begun = false;
    try {
      socket = connection();
      request.sendHead(socket);
      unsent.decrementAndGet();
      begun = true;
      request.sendBody(socket);
      Answer answer = socket.read();
      String complaint = request.complaint(answer);
      if (complaint.isEmpty()) {
        report.answered(due, answer.header("x-version"), System.nanoTime() - time - asked(request));
      } else {
        report.lost(due + " " + request.kind() + ": " + complaint);
      }
      keep(socket, answer);
    } catch (IOException | RuntimeException failure) {
      report.lost(due + " " + request.kind() + ": " + failure);
      if (socket != null) {
        socket.close();
      }
    } finally {
      if (!begun) {
        unsent.decrementAndGet();
      }
      slots.release();
    }
  }

  /// A request for an answer after 500 ms that gets it after 501 waited for 1 ms.
  private static long asked(LoadRequest request) {
    return request.kind() == LoadRequest.Kind.SMALL
        ? 0
        : TimeUnit.MILLISECONDS.toNanos(request.milliseconds());
  }

  /// A connection that was ended while idle is no loss: nothing was asked on it.
  private ClientSocket connection() throws IOException {
    @Nullable ClientSocket spare = idle.pollLast();
    while (spare != null) {
      if (!spare.hasEnded()) {
        return spare;
      }
      spare.close();
      spare = idle.pollLast();
    }
    return new ClientSocket(address);
  }

  private void keep(ClientSocket socket, Answer answer) {
    if (answer.header("connection").equalsIgnoreCase("close")) {
      socket.close();
    } else {
      idle.addLast(socket);
    }
  }
}
