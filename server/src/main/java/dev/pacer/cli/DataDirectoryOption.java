package dev.pacer.cli;

import dev.pacer.app.DataDirectory;
import dev.pacer.config.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that every command has which needs a server's files.
final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the server keeps its state (default: ~/.pacer, or PACER_DATA_DIR).")
  private @Nullable String dataDir;

  DataDirectory directory() {
    return new DataDirectory(path());
  }

  Path path() {
    Map<String, String> flags = new HashMap<>();
    if (dataDir != null) {
      flags.put("data-dir", dataDir);
    }
    return SettingsLoader.dataDirectory(flags, System.getenv(), home());
  }

  static Path home() {
    return Path.of(System.getProperty("user.home"));
  }
}
