package dev.pacer.engine.docker;

import dev.pacer.engine.HostMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `/proc/meminfo`.
final class MemoryInfo {
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB$");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB$");

  private MemoryInfo() {}

  /// @param processes where the kernel shows processes, `/proc`
  static Optional<HostMemory> read(Path processes) {
    try {
      return parse(Files.readString(processes.resolve("meminfo")));
    } catch (IOException | SecurityException _) {
      return Optional.empty();
    }
  }

  static Optional<HostMemory> parse(String text) {
    return kibibytes(TOTAL, text)
        .flatMap(total ->
            kibibytes(AVAILABLE, text)
                .map(available -> new HostMemory(total << 10, available << 10)));
  }

  private static Optional<Long> kibibytes(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }
}
