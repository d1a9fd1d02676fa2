package dev.pacer.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A data directory with a server at work, which is killed and started again once for each point.
final class CrashBed implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "--auth",
          "none",
          "--api-port",
          "0",
          "--drain-time",
          "1s",
          "--stop-grace",
          "1s",
          "--startup-window",
          "60s");

  private final Path directory;
  private final Containers containers;
  private final int port;
  private ServerProcess server;
  private int round;

  CrashBed(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.containers = new Containers(directory);
    this.server = start(0).awaitReady();
    this.port = server.httpPort();
  }

  /// Plays a scenario, kills the server at a point, starts it again and checks what is promised.
  ///
  /// @param point where; see [CrashPoints#arm]. A server that never comes there is killed when the
  ///     operation has ended and nothing moves any more
  /// @return the points that it stood at, as `NUMBER NAME`
  List<String> play(Scenario scenario, String point) {
    String name = "crash-" + ++round;
    scenario.prepare(new Calls(server.api()), name);
    server.arm(scenario.type, point);
    begin(scenario, name);
    awaitDeathOrRest(scenario);
    server.kill();
    Aftermath aftermath = new Aftermath(scenario, name, directory, containers, port);
    aftermath.checkWhileDead();
    try (FrontDoorWatch watch = aftermath.watch()) {
      List<String> points = List.copyOf(server.points());
      server = start(port).awaitReady();
      Calls calls = new Calls(server.api());
      if (scenario == Scenario.UPDATE_CANCELLED) {
        cancel(calls, name);
      }
      aftermath.check(calls, watch);
      aftermath.clean(calls);
      return points;
    }
  }

  /// What the server wrote to its standard error.
  Path log() {
    return directory.resolve("server.log");
  }

  /// Ends the server and whatever it left.
  @Override
  public void close() {
    server.kill();
    containers.removeAll();
  }

  private ServerProcess start(int httpPort) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(
        List.of(
            "--data-dir", directory.toString(), "--http-port", "" + httpPort, "--https-port", "0"));
    return ServerProcess.start(log(), options);
  }

  private void begin(Scenario scenario, String name) {
    Calls calls = new Calls(server.api());
    scenario.begin(calls, name);
    if (scenario == Scenario.UPDATE_CANCELLED) {
      Awaitility.await("the step to be cancelled")
          .pollInterval(Duration.ofMillis(5))
          .until(() -> server.isDead() || stoodAt("after Journal.begin(await-healthy)"));
      cancel(calls, name);
    }
  }

  private boolean stoodAt(String name) {
    return server.points().stream().anyMatch(point -> point.endsWith(" " + name));
  }

  /// Cancels the newest operation, if the server lives and the operation did not end.
  private static void cancel(Calls calls, String name) {
    try {
      String arn = calls.arn(name);
      String operation = calls.newestOperation(arn).get("Id").asString();
      calls.attempt("Pacer.CancelOperation", Map.of("ServiceArn", arn, "OperationId", operation));
    } catch (AssertionError _) {
      // It died; the operation is cancelled after the restart.
    }
  }

  private void awaitDeathOrRest(Scenario scenario) {
    Awaitility.await("the end of the operation")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.isDead() || isAtRest(scenario));
  }

  private boolean isAtRest(Scenario scenario) {
    StoredState stored = StoredState.of(directory);
    return stored.unfinished().isEmpty()
        && stored.instances().size() == scenario.ending.instances()
        && containers.all().size() == scenario.ending.instances();
  }
}
