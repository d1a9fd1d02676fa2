package dev.pacer.build;

import dev.pacer.support.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where source trees are while they are built: a folder of its own for each build.
final class WorkFolder {
  private final Path root;

  WorkFolder(Path root) {
    this.root = root;
  }

  /// Removes what a server left that died in the middle of builds.
  void clear() {
    if (Files.isDirectory(root)) {
      try (Stream<Path> left = Files.list(root)) {
        left.forEach(WorkFolder::delete);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /// An empty folder of that name.
  Path make(String name) {
    Path folder = root.resolve(name);
    try {
      delete(folder);
      return Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Removes a tree; links are removed, not followed.
  static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
