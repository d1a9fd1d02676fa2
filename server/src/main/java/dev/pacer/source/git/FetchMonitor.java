package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import org.eclipse.jgit.lib.ProgressMonitor;

/// Follows a fetch: ends it when the thread is interrupted or when more objects come than are allowed.
final class FetchMonitor implements ProgressMonitor {
  private final Allowance allowance;

  FetchMonitor(Allowance allowance) {
    this.allowance = allowance;
  }

  @Override
  public void start(int totalTasks) {}

  @Override
  public void beginTask(String title, int totalWork) {
    if (totalWork > allowance.mostObjects()) {
      throw new GitException(
          Kind.TOO_LARGE,
          "The repository's commit has "
              + totalWork
              + " objects, which are more than "
              + allowance.mostObjects()
              + ". Make it smaller, or ask the operator to raise the limit.");
    }
  }

  @Override
  public void update(int completed) {}

  @Override
  public void endTask() {}

  @Override
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public void showDuration(boolean enabled) {}
}
