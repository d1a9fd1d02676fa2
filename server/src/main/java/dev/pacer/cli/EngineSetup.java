package dev.pacer.cli;

import dev.pacer.app.DataDirectory;
import dev.pacer.app.DockerHosts;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineInfo;
import dev.pacer.engine.docker.DockerEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds a container engine, and on Debian and Ubuntu, as root, installs and starts the
/// distribution's one when none answers.
final class EngineSetup {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);
  private static final Path BRIDGE = Path.of("/sys/class/net/docker0");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final String ADVICE =
      "Install one (Debian, Ubuntu: apt-get install docker.io) and start it, or name its API with"
          + " --engine-host. Without any engine, --engine memory shows the API with stand-ins.";

  private final DataDirectory directory;
  private final boolean bridgeWasThere = Files.exists(BRIDGE);
  private Optional<Process> started = Optional.empty();

  EngineSetup(DataDirectory directory) {
    this.directory = directory;
  }

  /// The engine that answers, made to answer when that is possible.
  ///
  /// @throws CommandFailedException when there is none and none can be set up
  EngineInfo ensure(String host) throws InterruptedException {
    Optional<EngineInfo> answering = ask(host);
    if (answering.isPresent()) {
      return answering.get();
    }
    if (!host.isBlank() || !isRoot()) {
      throw new CommandFailedException("No container engine answers. " + ADVICE);
    }
    if (find("dockerd").isEmpty()) {
      install(List.of("docker.io", "iptables"));
    }
    return ask(host).isPresent() ? ask(host).get() : start(host);
  }

  /// Who answers; empty when nobody does.
  static Optional<EngineInfo> ask(String host) {
    try (DockerEngine engine = DockerEngine.connect(DockerHosts.settings("probe", host))) {
      return Optional.of(engine.info());
    } catch (EngineException _) {
      return Optional.empty();
    }
  }

  /// Installs Debian packages.
  static void install(List<String> packages) throws InterruptedException {
    if (!isRoot() || find("apt-get").isEmpty()) {
      throw new CommandFailedException(
          "These packages are missing and only root on Debian or Ubuntu can have them installed"
              + " here: "
              + String.join(" ", packages)
              + ". "
              + ADVICE);
    }
    System.err.println("  installing " + String.join(" ", packages) + " …");
    run(List.of("apt-get", "-qq", "update"));
    List<String> command =
        new java.util.ArrayList<>(
            List.of("apt-get", "-qq", "-y", "--no-install-recommends", "install"));
    command.addAll(packages);
    run(command);
  }

  static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory :
        (path + ":/usr/sbin:/sbin:/usr/bin:/bin").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory).resolve(program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Stops the engine if this object started it; one that was there before is left alone.
  void stopIfStarted() throws InterruptedException {
    if (started.isPresent()) {
      started.get().destroy();
      if (!started.get().waitFor(15, TimeUnit.SECONDS)) {
        started.get().destroyForcibly();
      }
      removeBridge();
    }
  }

  /// An ended engine leaves its bridge behind.
  private void removeBridge() throws InterruptedException {
    if (!bridgeWasThere && Files.exists(BRIDGE) && find("ip").isPresent()) {
      run(List.of("ip", "link", "delete", "docker0"));
    }
  }

  private EngineInfo start(String host) throws InterruptedException {
    Path log;
    try {
      log = directory.engineLog();
      System.err.println("  starting dockerd, which writes to " + log + " …");
      // A session of its own, so that Ctrl-C reaches us first and we end it in order.
      started =
          Optional.of(
              new ProcessBuilder("setsid", "dockerd")
                  .redirectErrorStream(true)
                  .redirectOutput(log.toFile())
                  .redirectInput(new File("/dev/null"))
                  .start());
    } catch (IOException failure) {
      throw new CommandFailedException(
          "dockerd cannot be started: " + failure.getMessage(), failure);
    }
    Instant deadline = Instant.now().plus(START_LIMIT);
    while (Instant.now().isBefore(deadline) && started.get().isAlive()) {
      Optional<EngineInfo> answer = ask(host);
      if (answer.isPresent()) {
        return answer.get();
      }
      Thread.sleep(200);
    }
    throw new CommandFailedException(
        "dockerd does not come up. Its last words are in " + log + ".");
  }

  private static void run(List<String> command) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Path output = Files.createTempFile("pacer-install-", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        process.destroy();
        throw new CommandFailedException(
            String.join(" ", command) + " failed:\n" + Files.readString(output));
      }
      Files.delete(output);
    } catch (IOException failure) {
      throw new CommandFailedException(
          String.join(" ", command) + " cannot be run: " + failure.getMessage(), failure);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
