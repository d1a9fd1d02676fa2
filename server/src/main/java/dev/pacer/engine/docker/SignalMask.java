package dev.pacer.engine.docker;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a process would notice SIGTERM.
///
/// The kernel drops signals that the first process of a container has no handler for. Many
/// applications are such: waiting out the grace for them helps nobody, and every deployment, pause
/// and deletion would take half a minute longer.
final class SignalMask {
  private static final int TERMINATION = 15;
  private static final Pattern CAUGHT = Pattern.compile("(?m)^SigCgt:\\s*([0-9a-fA-F]{1,32})$");
  private static final Pattern BLOCKED = Pattern.compile("(?m)^SigBlk:\\s*([0-9a-fA-F]{1,32})$");

  private SignalMask() {}

  /// Whether the container's first process is on this machine and surely deaf. What cannot be found
  /// out is taken as hearing.
  ///
  /// @param processes where the kernel shows processes, `/proc`
  /// @param processId the container's first process as the engine names it
  /// @param containerId proves that the process with that number is the container's: the engine may
  ///     be in another namespace or on another machine
  static boolean isDeaf(Path processes, long processId, String containerId) {
    Path process = processes.resolve(Long.toString(processId));
    try {
      return Files.readString(process.resolve("cgroup")).contains(containerId)
          && ignoresTermination(Files.readString(process.resolve("status")));
    } catch (IOException | SecurityException _) {
      return false;
    }
  }

  /// Reads it from the text of a `status` file. A blocked signal is not lost: programs that wait for
  /// signals instead of handling them block them.
  static boolean ignoresTermination(String status) {
    Optional<BigInteger> caught = mask(CAUGHT, status);
    Optional<BigInteger> blocked = mask(BLOCKED, status);
    return caught.isPresent()
        && blocked.isPresent()
        && !caught.get().testBit(TERMINATION - 1)
        && !blocked.get().testBit(TERMINATION - 1);
  }

  private static Optional<BigInteger> mask(Pattern pattern, String status) {
    Matcher matcher = pattern.matcher(status);
    return matcher.find() ? Optional.of(new BigInteger(matcher.group(1), 16)) : Optional.empty();
  }
}
