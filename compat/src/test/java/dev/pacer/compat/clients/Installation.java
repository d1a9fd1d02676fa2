package dev.pacer.compat.clients;

import dev.pacer.compat.Processes;
import dev.pacer.compat.RunningPacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder of `compat/clients` with what its package manager brings, kept in `compat/target` from one
/// run to the next for as long as the folder's files stay the same.
final class Installation {
  private static final Path SOURCES = RunningPacer.HOME.resolve("compat/clients");
  private static final Path INSTALLED = RunningPacer.HOME.resolve("compat/target/clients");
  private static final String MARK = "installed";

  private Installation() {}

  /// Installs a folder unless it is there.
  ///
  /// @param commands run in the copy of the folder, in order
  /// @return the copy of the folder
  static Path of(String name, List<List<String>> commands)
      throws IOException, InterruptedException {
    Path folder = INSTALLED.resolve(name).toAbsolutePath().normalize();
    String wanted = commands + contents(SOURCES.resolve(name));
    Path mark = folder.resolve(MARK);
    if (Files.exists(mark) && Files.readString(mark).equals(wanted)) {
      return folder;
    }
    clear(folder);
    Files.createDirectories(folder);
    for (Path file : files(SOURCES.resolve(name))) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    for (List<String> command : commands) {
      Processes.outputIn(folder, Map.of(), command);
    }
    Files.writeString(mark, wanted);
    return folder;
  }

  private static String contents(Path folder) throws IOException {
    StringBuilder contents = new StringBuilder();
    for (Path file : files(folder)) {
      contents.append('\n').append(file.getFileName()).append('\n').append(Files.readString(file));
    }
    return contents.toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> old;
      try (Stream<Path> paths = Files.walk(folder)) {
        old = new ArrayList<>(paths.sorted(Comparator.reverseOrder()).toList());
      }
      for (Path path : old) {
        Files.delete(path);
      }
    }
  }
}
