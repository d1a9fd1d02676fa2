package dev.pacer.build;

import dev.pacer.source.git.GitRepositories;
import java.net.URI;
import java.nio.file.Path;

/// Whose repositories are read how: those that `pacer deploy` makes in this server's own folder, and all
/// others.
///
/// @param others by the server's settings
/// @param own reads folders of this machine
/// @param folder where the own ones are
public record Repositories(GitRepositories others, GitRepositories own, Path folder) {

  /// The URL of a repository that `pacer deploy` makes.
  public static String url(Path repository) {
    return "file://" + repository;
  }

  GitRepositories of(String url) {
    return isOwn(url) ? own : others;
  }

  private boolean isOwn(String url) {
    if (!url.startsWith("file:///")) {
      return false;
    }
    try {
      return Path.of(URI.create(url).getPath()).normalize().startsWith(folder);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
