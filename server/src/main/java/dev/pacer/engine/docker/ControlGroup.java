package dev.pacer.engine.docker;

import dev.pacer.engine.InstanceUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the kernel counts what a container uses, in either version of its control groups.
///
/// @param processor the folder with the processor's account
/// @param memory the folder with the memory's account
record ControlGroup(Path processor, Path memory) {
  private static final Pattern UNIFIED_TIME = Pattern.compile("(?m)^usage_usec (\\d{1,18})$");
  private static final Pattern UNIFIED_CACHE = Pattern.compile("(?m)^inactive_file (\\d{1,18})$");
  private static final Pattern FIRST_CACHE =
      Pattern.compile("(?m)^total_inactive_file (\\d{1,18})$");

  /// @param processes where the kernel shows processes, `/proc`
  /// @param groups where it shows control groups, `/sys/fs/cgroup`
  /// @param processId the container's first process as the engine names it
  /// @param containerId proves that the process with that number is the container's
  /// @return empty when the engine runs elsewhere
  static Optional<ControlGroup> of(
      Path processes, Path groups, long processId, String containerId) {
    return read(processes.resolve(Long.toString(processId)).resolve("cgroup"))
        .filter(text -> text.contains(containerId))
        .map(text ->
            new ControlGroup(folder(groups, text, "cpuacct"), folder(groups, text, "memory")));
  }

  /// What was used up to now; empty when the group is gone.
  Optional<InstanceUsage> usage() {
    return processorTime()
        .flatMap(time -> memoryBytes().map(bytes -> new InstanceUsage(time, bytes)));
  }

  private Optional<Duration> processorTime() {
    return number(processor.resolve("cpuacct.usage"))
        .map(Duration::ofNanos)
        .or(() ->
            read(processor.resolve("cpu.stat"))
                .flatMap(text -> find(UNIFIED_TIME, text))
                .map(micros -> Duration.ofNanos(micros * 1_000)));
  }

  /// Without what was read from files long ago, as `docker stats` counts.
  private Optional<Long> memoryBytes() {
    Optional<String> details = read(memory.resolve("memory.stat"));
    long cache =
        details
            .flatMap(text -> find(FIRST_CACHE, text).or(() -> find(UNIFIED_CACHE, text)))
            .orElse(0L);
    return number(memory.resolve("memory.usage_in_bytes"))
        .or(() -> number(memory.resolve("memory.current")))
        .map(bytes -> Math.max(0, bytes - cache));
  }

  /// The first version has a tree of folders per controller; the second has one for all, told as `0::`.
  private static Path folder(Path groups, String text, String controller) {
    Matcher first =
        Pattern.compile("(?m)^\\d+:(?:[^:\\n]*,)?" + controller + "(?:,[^:\\n]*)?:/(.*)$")
            .matcher(text);
    if (first.find()) {
      return groups.resolve(controller).resolve(first.group(1));
    }
    Matcher unified = Pattern.compile("(?m)^0::/(.*)$").matcher(text);
    return unified.find() ? groups.resolve(unified.group(1)) : groups;
  }

  private static Optional<Long> number(Path file) {
    return read(file)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  private static Optional<Long> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException | SecurityException _) {
      return Optional.empty();
    }
  }
}
