package dev.pacer.engine.docker;

import dev.pacer.engine.BuildLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells why a command failed, as far as the limits have to do with it. Pure.
final class CommandFailure {
  private static final int KILLED = 137;
  private static final Pattern OUT_OF_MEMORY = Pattern.compile("(?m)^oom_kill ([0-9]+)$");
  private static final Pattern TOO_MANY = Pattern.compile("(?m)^pids max ([0-9]+)$");

  // Not even the question had room for a process.
  private static final Pattern NO_ROOM =
      Pattern.compile("resource temporarily unavailable", Pattern.CASE_INSENSITIVE);

  private CommandFailure() {}

  /// @param hits what [BuildShell#hits] printed; empty when it could not be asked
  static String text(String phase, String command, int exitCode, String hits, BuildLimits limits) {
    return "%s: the command \"%s\" failed with exit code %d%s."
        .formatted(phase, BuildOutput.shortened(command), exitCode, reason(exitCode, hits, limits));
  }

  private static String reason(int exitCode, String hits, BuildLimits limits) {
    if (isHit(OUT_OF_MEMORY, hits)) {
      return ": it used more memory than the limit of %d MiB".formatted(limits.memoryMebibytes());
    }
    if (isHit(TOO_MANY, hits) || NO_ROOM.matcher(hits).find()) {
      return ": it ran more processes than the limit of %d".formatted(limits.processes());
    }
    return exitCode == KILLED ? ": it was killed" : "";
  }

  private static boolean isHit(Pattern counter, String hits) {
    Matcher matcher = counter.matcher(hits);
    boolean hit = false;
    while (matcher.find()) {
      hit |= !matcher.group(1).matches("0+");
    }
    return hit;
  }
}
