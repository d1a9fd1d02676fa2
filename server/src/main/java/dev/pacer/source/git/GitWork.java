package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something within a time, and ends it when the caller is interrupted.
///
/// The work runs on a virtual thread of its own: an interrupt there closes the socket that it reads from,
/// which no interrupt of a platform thread does.
final class GitWork {
  private static final Logger LOG = LoggerFactory.getLogger(GitWork.class);

  /// How long an ended work may take to notice.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private GitWork() {}

  /// @throws GitException what the work throws, or that its time is over
  static <T> T within(Duration time, String what, Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread worker = Thread.ofVirtual().name("git").start(task);
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      end(worker);
      throw new GitException(
          Kind.TOO_SLOW,
          what + " took longer than " + time.toSeconds() + " s and was ended. Try again later.");
    } catch (InterruptedException interrupt) {
      end(worker);
      throw interrupt;
    } catch (ExecutionException failure) {
      throw asGit(what, Objects.requireNonNull(failure.getCause()));
    }
  }

  private static void end(Thread worker) throws InterruptedException {
    worker.interrupt();
    var _ = worker.join(GRACE);
  }

  private static RuntimeException asGit(String what, Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof GitException known && known.kind() != Kind.OTHER) {
      return known;
    }
    LOG.warn("{} failed", what, cause);
    if (cause instanceof RuntimeException known) {
      return known;
    }
    return new GitException(Kind.OTHER, "The repository could not be read.", cause);
  }
}
