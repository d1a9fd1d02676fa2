package dev.pacer.engine.docker;

import java.util.ArrayList;
import java.util.List;

/// Turns commands into what is run in a container. Pure.
final class BuildShell {
  // Which shell there is, is found out by the one that every image has.
  private static final String BEST_SHELL =
      "if [ -x /bin/bash ]; then exec /bin/bash -c \"$1\"; fi; exec /bin/sh -c \"$1\"";

  private BuildShell() {}

  /// One command in a shell of its own: bash where the image has it.
  static List<String> of(String command) {
    return List.of("/bin/sh", "-c", BEST_SHELL, "sh", command);
  }

  /// All commands in one shell, up to the first that fails; before each, a line of the marker and its
  /// number is printed.
  ///
  /// @param marker a text that no command prints, of letters and digits
  static List<String> of(List<String> commands, String marker) {
    List<String> script = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      script.add("echo %s%d".formatted(marker, i));
      script.add("eval %s || exit $?".formatted(quoted(commands.get(i))));
    }
    return of(String.join("\n", script));
  }

  /// Removes files from within the container.
  static List<String> removal(List<String> paths) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "rm -f -- \"$@\"", "sh"));
    command.addAll(paths);
    return command;
  }

  /// Prints how often a limit of the control group was hit, for both versions of control groups. The
  /// shell does it all by itself: there may be no room for another process.
  static List<String> hits() {
    return List.of(
        "/bin/sh",
        "-c",
        """
        cd /sys/fs/cgroup
        show() { if [ -r "$2" ]; then while read -r line; do echo "$1$line"; done < "$2"; fi; }
        show '' memory/memory.oom_control
        show '' memory.events
        show 'pids ' pids/pids.events
        show 'pids ' pids.events
        """);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
