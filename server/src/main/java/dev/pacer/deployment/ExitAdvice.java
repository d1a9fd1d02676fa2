package dev.pacer.deployment;

import java.util.List;

/// What the end of an application's process gives away, and what to try. Pure.
final class ExitAdvice {
  private static final int FIRST_SIGNAL = 128;
  private static final int LAST_SIGNAL = 128 + 64;
  private static final int LONGEST_QUOTE = 300;

  private ExitAdvice() {}

  /// @param memoryMebibytes what the instance might use
  /// @param lines the last ones that it wrote
  static String of(int exitCode, boolean outOfMemory, int memoryMebibytes, List<String> lines) {
    if (outOfMemory) {
      return "It was killed for using more memory than the instance has (%d MB). Raise Memory in InstanceConfiguration, or let the application use less."
          .formatted(memoryMebibytes);
    }
    if (lines.stream().anyMatch(line -> line.contains("exec format error"))) {
      return "Its program is built for another processor architecture than this machine's.";
    }
    String meaning = meaning(exitCode);
    String last = lines.isEmpty() ? "" : "It wrote last: " + quoted(lines.getLast());
    return meaning.isEmpty() || last.isEmpty() ? meaning + last : meaning + " " + last;
  }

  private static String meaning(int exitCode) {
    return switch (exitCode) {
      case 0 ->
          "It ended by itself, without an error. A service has to go on running: start its server in the foreground.";
      case 126 ->
          "The code 126 stands for a command that was found but may not be executed. Check its file mode (chmod +x) and its first line.";
      case 127 ->
          "The code 127 stands for a command that was not found. Check the StartCommand and the programs that the image's scripts call.";
      case 137 ->
          "The code 137 stands for SIGKILL: somebody killed it, or the machine was out of memory.";
      case 139 -> "The code 139 stands for SIGSEGV: the program crashed in native code.";
      case 143 ->
          "The code 143 stands for SIGTERM: it was asked to end, from inside its container or by somebody on the machine.";
      default ->
          exitCode > FIRST_SIGNAL && exitCode <= LAST_SIGNAL
              ? "The code %d stands for the signal %d.".formatted(exitCode, exitCode - FIRST_SIGNAL)
              : "";
    };
  }

  private static String quoted(String line) {
    String text = line.strip();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
