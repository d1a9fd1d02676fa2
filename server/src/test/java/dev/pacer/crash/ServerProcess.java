package dev.pacer.crash;

import dev.pacer.operation.OperationType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A [CrashingServer] in a process of its own.
final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final List<String> points = new CopyOnWriteArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread reader;
  private volatile @Nullable URI api;
  private volatile int httpPort;
  private final AtomicInteger armings = new AtomicInteger();

  private ServerProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().name("server-output").start(this::read);
  }

  /// Starts one; [#awaitReady] waits for it.
  ///
  /// @param log gets what the server writes to its standard error
  static ServerProcess start(Path log, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                // Tests are quiet; what a server did before it failed is wanted in full.
                "-Dlogback.configurationFile=logback.xml",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingServer.class.getName()));
    command.addAll(options);
    try {
      return new ServerProcess(
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  ServerProcess awaitReady() {
    try {
      if (!ready.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || api == null) {
        throw new IllegalStateException("the server did not become ready");
      }
      return this;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  URI api() {
    URI known = api;
    if (known == null) {
      throw new IllegalStateException("the server is not ready");
    }
    return known;
  }

  int httpPort() {
    return httpPort;
  }

  /// Chooses where it dies; see [CrashPoints#arm].
  void arm(OperationType type, String point) {
    int before = armings.get();
    try {
      OutputStream commands = process.getOutputStream();
      commands.write((type + " " + point + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Awaitility.await("armed")
        .pollInterval(Duration.ofMillis(2))
        .until(() -> armings.get() > before);
  }

  /// The points that it stood at since it was armed, as `NUMBER NAME`.
  List<String> points() {
    return points;
  }

  boolean isDead() {
    return !process.isAlive();
  }

  /// Ends it as kill -9 does, if it did not so itself, and waits until all of its points are known.
  void kill() {
    try {
      process.destroyForcibly().waitFor();
      reader.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException _) {
      // Its end.
    } finally {
      ready.countDown();
    }
  }

  private void hear(String line) {
    if (line.startsWith(CrashingServer.POINT)) {
      points.add(line.substring(CrashingServer.POINT.length()));
    } else if (line.equals(CrashingServer.ARMED)) {
      points.clear();
      armings.incrementAndGet();
    } else if (line.startsWith(CrashingServer.READY)) {
      String[] words = line.split(" ", 3);
      api = URI.create(words[1]);
      httpPort = Integer.parseInt(words[2]);
      ready.countDown();
    }
  }
}
