package dev.pacer.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders as a whole.
public final class Folders {
  private Folders() {}

  /// The regular files below a folder, in the order of their names; none when it is not there.
  /// Symbolic links are not followed.
  public static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  public static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /// Deletes a folder with everything in it; symbolic links are deleted, not followed. Nothing happens when it is not there.
  public static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = new ArrayList<>(paths.sorted(Comparator.reverseOrder()).toList());
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
