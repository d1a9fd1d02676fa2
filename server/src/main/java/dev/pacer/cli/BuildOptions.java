package dev.pacer.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how source code becomes images. Each is a setting.
final class BuildOptions {
  final Map<String, String> flags = new HashMap<>();

  @Option(
      names = "--build-time",
      paramLabel = "TIME",
      description = "How long one build may take (default: 15m).")
  void time(@Nullable String value) {
    set("build-time", value);
  }

  @Option(
      names = "--build-cpu",
      paramLabel = "UNITS",
      description = "Processor of one build, 1024 for a core (default: 2048).")
  void cpu(@Nullable String value) {
    set("build-cpu", value);
  }

  @Option(
      names = "--build-memory",
      paramLabel = "MIB",
      description = "Memory of one build (default: 4096).")
  void memory(@Nullable String value) {
    set("build-memory", value);
  }

  @Option(
      names = "--build-disk",
      paramLabel = "MIB",
      description = "What one build may write (default: 10240).")
  void disk(@Nullable String value) {
    set("build-disk", value);
  }

  @Option(
      names = "--build-authorities",
      paramLabel = "FILE|off",
      description =
          "Certificate authorities, as PEM, that builds and git trust (default: those of this"
              + " machine).")
  void authorities(@Nullable String value) {
    set("build-authorities", value);
  }

  @Option(
      names = "--git-file-urls",
      paramLabel = "on|off",
      description =
          "Whether repositories may be folders of this machine, file:///… (default: off).")
  void fileUrls(@Nullable String value) {
    set("git-file-urls", value);
  }

  @Option(
      names = "--git-submodules",
      paramLabel = "on|off",
      description = "Whether submodules of repositories are fetched (default: off).")
  void submodules(@Nullable String value) {
    set("git-submodules", value);
  }

  private void set(String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
