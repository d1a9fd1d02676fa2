package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.connection.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// What the tests do with repositories, in a folder of their own.
final class Repositories {
  private final Path folder;
  final GitSettings settings;
  final List<String> told = new CopyOnWriteArrayList<>();

  private Repositories(Path folder, GitSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  static Repositories in(Path folder) {
    return new Repositories(
        folder,
        GitSettings.usual(folder.resolve("work"), folder.resolve("known_hosts"))
            .withFileUrls(true)
            .withSubmodules(true));
  }

  Repositories with(GitSettings other) {
    return new Repositories(folder, other);
  }

  static GitSource source(String url) {
    return new GitSource(url, "main", Optional.empty());
  }

  static GitSource source(String url, Credentials credentials) {
    return new GitSource(url, "main", Optional.of(credentials));
  }

  GitRepositories git() {
    return new GitRepositories(settings);
  }

  /// The files of a commit with their content; links as `-> target`, empty folders as `/`.
  Map<String, String> checkOut(GitSource source, String commit) {
    Path target = freshFolder();
    try {
      git().checkOut(source, Commit.of(commit), target, told::add);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
    return content(target);
  }

  Path freshFolder() {
    try {
      return Files.createTempDirectory(folder, "out");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Map<String, String> content(Path root) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        String name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          content.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path)) {
          content.put(name, Files.readString(path));
        } else if (isEmpty(path) && !name.isEmpty()) {
          content.put(name, "/");
        }
      }
      return content;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /// Nothing of a fetch stays on the disk.
  void assertNothingLeft() throws IOException {
    Path work = settings.workFolder();
    if (Files.exists(work)) {
      assertThat(work).isEmptyDirectory();
    }
  }
}
