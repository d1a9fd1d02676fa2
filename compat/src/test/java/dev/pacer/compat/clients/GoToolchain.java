package dev.pacer.compat.clients;

import dev.pacer.compat.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds the Go driver: with the machine's Go, or with one from PyPI where that is missing or too old
/// for the SDK (Debian 12's is).
final class GoToolchain {
  private static final int OLDEST_MINOR = 24;
  private static final Pattern VERSION =
      Pattern.compile("go version go1\\.(\\d+).*", Pattern.DOTALL);

  private GoToolchain() {}

  /// The commands that make `./driver` of the sources.
  static List<List<String>> build() throws IOException, InterruptedException {
    for (String program : List.of("go", "/usr/local/go/bin/go")) {
      if (isRecent(program)) {
        return List.of(build(program));
      }
    }
    return List.of(
        List.of("python3", "-m", "venv", "toolchain"),
        List.of("toolchain/bin/pip", "install", "-q", "-r", "toolchain.txt"),
        build("toolchain/bin/go"));
  }

  private static List<String> build(String program) {
    return List.of(program, "build", "-buildvcs=false", "-o", "driver", ".");
  }

  private static boolean isRecent(String program) throws IOException, InterruptedException {
    if (program.startsWith("/") && !Files.isExecutable(Path.of(program))) {
      return false;
    }
    try {
      Matcher version = VERSION.matcher(Processes.output(Map.of(), List.of(program, "version")));
      return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST_MINOR;
    } catch (IOException absent) {
      return false;
    }
  }
}
