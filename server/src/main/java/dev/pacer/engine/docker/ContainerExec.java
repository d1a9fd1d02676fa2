package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a process in a running container, to its end.
///
/// An engine cannot end a process that it put into a container: whoever gives up ends the container.
///
/// @param connection the way to the engine
/// @param container where the process runs
record ContainerExec(EngineConnection connection, String container) {
  private static final Duration TURN = Duration.ofMillis(500);
  private static final Duration EXIT_PAUSE = Duration.ofMillis(20);
  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(10);
  private static final byte[] ATTACHED =
      "{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.UTF_8);
  private static final int LONGEST_ANSWER = 64 * 1024;

  /// @param command with its arguments
  /// @param environment `NAME=value`, beyond that of the container
  /// @param directory where it starts
  record Invocation(List<String> command, List<String> environment, String directory) {
    Invocation {
      command = List.copyOf(command);
      environment = List.copyOf(environment);
    }
  }

  /// @param check called from time to time; what it throws ends the waiting
  /// @return the exit code
  /// @throws com.github.dockerjava.api.exception.DockerException when the engine refuses
  int run(Invocation process, BuildOutput.Part output, Runnable check) throws InterruptedException {
    String id = created(process);
    FutureTask<Void> reading =
        new FutureTask<>(() -> {
          read(id, output);
          return null;
        });
    Thread.ofVirtual().name("build-output").start(reading);
    try (output) {
      await(id, reading, check);
    } finally {
      // The interrupt closes the socket.
      reading.cancel(true);
    }
    return exitCode(id);
  }

  private String created(Invocation process) {
    return connection.ask(client ->
        client
            .execCreateCmd(container)
            .withUser("0")
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(process.command().toArray(String[]::new))
            .withEnv(process.environment())
            .withWorkingDir(process.directory())
            .exec()
            .getId());
  }

  /// A process that stays behind in the background can hold the output open for ever. So the end of
  /// the process that was asked for counts, with a moment for what it printed last.
  private void await(String id, FutureTask<Void> reading, Runnable check)
      throws InterruptedException {
    boolean ended = false;
    while (true) {
      try {
        var _ = reading.get(TURN.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException failure) {
        throw broken(Objects.requireNonNull(failure.getCause()));
      } catch (TimeoutException _) {
        if (ended) {
          return;
        }
        check.run();
        ended = hasEnded(inspected(id));
      }
    }
  }

  private static RuntimeException broken(Throwable cause) {
    return cause instanceof RuntimeException failure
        ? failure
        : new EngineException(
            EngineException.Kind.UNAVAILABLE,
            "The container engine broke off the output of a build.",
            cause);
  }

  private void read(String id, BuildOutput.Part output) throws IOException {
    try (DockerHttpClient.Response response =
        connection
            .engine()
            .http()
            .execute(
                DockerHttpClient.Request.builder()
                    .method(DockerHttpClient.Request.Method.POST)
                    .path("/exec/" + id + "/start")
                    .putHeader("Content-Type", "application/json")
                    .bodyBytes(ATTACHED)
                    .build())) {
      if (response.getStatusCode() != 200) {
        byte[] answer = response.getBody().readNBytes(LONGEST_ANSWER);
        throw EngineAnswer.of(response.getStatusCode(), new String(answer, StandardCharsets.UTF_8))
            .asException();
      }
      LogFrames.readOutput(response.getBody(), output);
    }
  }

  /// The output ends a moment before the engine knows of the exit.
  private int exitCode(String id) throws InterruptedException {
    long end = System.nanoTime() + EXIT_PATIENCE.toNanos();
    while (true) {
      InspectExecResponse exec = inspected(id);
      if (hasEnded(exec)) {
        return exec.getExitCodeLong().intValue();
      }
      if (System.nanoTime() > end) {
        throw new EngineException(
            EngineException.Kind.OTHER, "The container engine does not say how a command ended.");
      }
      Thread.sleep(EXIT_PAUSE);
    }
  }

  private InspectExecResponse inspected(String id) {
    return connection.ask(client -> client.inspectExecCmd(id).exec());
  }

  private static boolean hasEnded(InspectExecResponse exec) {
    return !Boolean.TRUE.equals(exec.isRunning()) && exec.getExitCodeLong() != null;
  }
}
