package dev.pacer.certificates;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The certificates that were made so far: each is made when it is first asked for, once, by a worker,
/// and again before its time is over. Those that nobody has asked for longest are forgotten when there are
/// too many. Safe for any thread, and never blocks.
public final class IssuedCertificates {
  /// Strangers may ask for any number of names that look like a region's.
  private static final int MOST_AT_WORK = 256;

  private final CertificateAuthority authority;
  private final int most;
  private final Executor worker;
  private final InstantSource clock;
  private final Map<List<String>, Issue> issues = new LinkedHashMap<>(16, 0.75f, true);
  private int atWork;

  /// @param most certificates that are kept
  /// @param worker makes them
  public IssuedCertificates(
      CertificateAuthority authority, int most, Executor worker, InstantSource clock) {
    this.authority = authority;
    this.most = most;
    this.worker = worker;
    this.clock = clock;
  }

  /// The certificate for these names: at once when there is one, else when it is made. While a fresh one
  /// is made ahead of time, the old one goes on.
  ///
  /// @return fails when more are being made than anybody can want
  public synchronized CompletableFuture<CertifiedKey> of(List<String> names) {
    Instant now = clock.instant();
    Issue issue = issues.computeIfAbsent(names, _ -> new Issue());
    forgetOldest();
    if (issue.isDue(now) && issue.coming == null && atWork < MOST_AT_WORK) {
      order(names, issue, now);
    }
    CertifiedKey current = issue.current;
    CompletableFuture<CertifiedKey> coming = issue.coming;
    if (current != null && (coming == null || current.isValidAt(now))) {
      return CompletableFuture.completedFuture(current);
    }
    return coming == null
        ? CompletableFuture.failedFuture(new RejectedExecutionException("Too many certificates"))
        : coming;
  }

  private void order(List<String> names, Issue issue, Instant now) {
    CompletableFuture<CertifiedKey> coming =
        CompletableFuture.supplyAsync(() -> authority.issue(names, now), worker);
    atWork++;
    issue.coming = coming;
    var _ = coming.whenComplete((made, _) -> delivered(issue, made));
  }

  private synchronized void delivered(Issue issue, @Nullable CertifiedKey made) {
    atWork--;
    issue.coming = null;
    if (made != null) {
      issue.current = made;
    }
  }

  private void forgetOldest() {
    if (issues.size() > most) {
      issues.remove(issues.keySet().iterator().next());
    }
  }

  private static final class Issue {
    private @Nullable CertifiedKey current;
    private @Nullable CompletableFuture<CertifiedKey> coming;

    boolean isDue(Instant now) {
      return current == null || current.isDueAt(now);
    }
  }
}
