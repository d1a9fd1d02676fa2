package dev.pacer.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    if (Files.notExists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
