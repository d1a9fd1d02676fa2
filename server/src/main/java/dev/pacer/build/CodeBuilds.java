package dev.pacer.build;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.CodeSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.source.git.Commit;
import dev.pacer.source.git.GitException;
import dev.pacer.source.git.GitRepositories;
import dev.pacer.source.git.GitSource;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes images out of repositories. Safe for any thread; each build has a folder of its own.
public final class CodeBuilds {
  private final Repositories repositories;
  private final ComputeEngine engine;
  private final WorkFolder folders;
  private final RuntimeBuild runtimeBuild;
  private final DockerfileBuild dockerfileBuild;
  private final Duration longest;
  private final LastCommits lastCommits = new LastCommits();

  /// @param folder where source trees are while they are built; nobody else's
  public CodeBuilds(
      Repositories repositories,
      RuntimeCatalogue catalogue,
      ComputeEngine engine,
      RegistryMap registries,
      Path folder,
      BuildSettings settings) {
    this.repositories = repositories;
    this.engine = engine;
    this.folders = new WorkFolder(folder);
    this.runtimeBuild =
        new RuntimeBuild(catalogue, new RuntimeImages(engine, registries), settings);
    this.dockerfileBuild = new DockerfileBuild(settings);
    this.longest = settings.limits().time();
  }

  /// What a build made.
  public record Built(PinnedImage image, BuiltSource source) {}

  /// Removes what servers left that died in the middle of builds.
  ///
  /// @throws dev.pacer.engine.EngineException when the engine cannot
  public void removeLeftovers(Instant now) {
    folders.clear();
    engine.imageBuilder().ifPresent(builder -> builder.removeLeftovers(now.minus(longest)));
  }

  /// The newest commit of a source's branch.
  ///
  /// @throws GitException when it cannot be found out
  public Commit newest(BuildTask task) {
    return repositories(task).newest(git(task));
  }

  /// The commit of a service that this server built last, or failed to; empty when it built none since
  /// its start.
  public Optional<String> lastTried(String serviceId) {
    return lastCommits.of(serviceId);
  }

  /// Whether a commit changes anything of an application; true when nobody can tell.
  public boolean changes(BuildTask task, Commit before, Commit after) {
    return repositories(task).changedBelow(git(task), before, after, task.source().directory());
  }

  /// Builds the newest commit.
  ///
  /// @throws BuildException when it does not become an image
  /// @throws dev.pacer.engine.EngineException when the engine cannot
  public Built build(BuildTask task, BuildJournal journal) throws InterruptedException {
    ImageBuilder builder =
        engine
            .imageBuilder()
            .orElseThrow(
                () -> BuildException.notBuilt("This engine cannot build; Docker Engine can."));
    Path folder = folders.make(task.operationId());
    try {
      Checkout checkout = checkOut(task, folder, journal);
      return switch (task.recipe()) {
        case RUNTIME -> runtimeBuild.build(task, checkout, builder, journal);
        case DOCKERFILE -> dockerfileBuild.build(task, checkout, builder, journal);
      };
    } finally {
      WorkFolder.delete(folder);
    }
  }

  private Checkout checkOut(BuildTask task, Path folder, BuildJournal journal)
      throws InterruptedException {
    CodeSource source = task.source();
    journal.event(
        "Pulling source code from %s Repository ( %s )."
            .formatted(provider(source.repositoryUrl()), source.repositoryUrl()));
    try {
      Commit commit = repositories(task).newest(git(task));
      lastCommits.note(task.serviceId(), commit);
      Commit taken = repositories(task).checkOut(git(task), commit, folder, journal::tell);
      journal.event("Successfully pulled your application source code.");
      return new Checkout(taken, folder, source.directory());
    } catch (GitException failure) {
      throw new BuildException(
          "Failed to retrieve the latest commit from your source repository. "
              + failure.getMessage(),
          failure);
    }
  }

  /// As App Runner's event line names it; it knows two.
  private static String provider(String url) {
    return url.contains("github.com/")
        ? "GITHUB"
        : url.contains("bitbucket.org/") ? "BITBUCKET" : "GIT";
  }

  private GitRepositories repositories(BuildTask task) {
    return repositories.of(task.source().repositoryUrl());
  }

  private static GitSource git(BuildTask task) {
    return new GitSource(task.source().repositoryUrl(), task.source().branch(), task.credentials());
  }
}
