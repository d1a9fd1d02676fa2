package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The applications in `examples`.
public final class Examples {
  // Tests run in the folder of their module.
  private static final Path ROOT = Path.of("..", "examples");

  private Examples() {}

  /// The names of their folders.
  public static List<String> names() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What a repository of it holds: texts by their paths.
  public static Map<String, String> files(String name) {
    Map<String, String> files = new TreeMap<>();
    Path folder = ROOT.resolve(name);
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }
}
