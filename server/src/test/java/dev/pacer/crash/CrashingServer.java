package dev.pacer.crash;

import dev.pacer.app.PacerServer;
import dev.pacer.config.SettingsLoader;
import dev.pacer.operation.OperationType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A whole server that kills itself where it is told to. Its arguments are options of `pacer serve`,
/// each with a value. A line `OPERATION_TYPE POINT` on standard input arms it; until then it is the
/// server that people run. It ends with its standard input, so that it never outlives a test.
final class CrashingServer {
  static final String READY = "Ready";
  static final String ARMED = "Armed";
  static final String POINT = "Point ";

  private CrashingServer() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      flags.put(arguments[i].substring("--".length()), arguments[i + 1]);
    }
    CrashPoints points =
        new CrashPoints(point -> System.out.println(POINT + point), CrashingServer::die);
    PacerServer.Addresses addresses =
        PacerServer.start(
                SettingsLoader.load(
                    flags, System.getenv(), Path.of(System.getProperty("user.home"))),
                false,
                Watched.by(points))
            .addresses();
    System.out.println(
        READY + " " + addresses.apiEndpoint() + " " + addresses.httpAddress().getPort());
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 2);
      points.arm(OperationType.valueOf(words[0]), words[1]);
      System.out.println(ARMED);
    }
    Runtime.getRuntime().halt(1);
  }

  /// A real SIGKILL, from outside this process. Without a delay this never returns.
  private static void die(Duration delay) {
    String command =
        "sleep %.3f; kill -9 %d"
            .formatted(delay.toMillis() / 1000.0, ProcessHandle.current().pid());
    try {
      Process killer = new ProcessBuilder("sh", "-c", command).start();
      while (delay.isZero()) {
        killer.waitFor();
      }
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
