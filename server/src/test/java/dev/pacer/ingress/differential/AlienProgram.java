package dev.pacer.ingress.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A server that is a program of its own, run from a configuration in a directory of its own.
final class AlienProgram implements AlienServer {
  private final Process process;
  private final InetSocketAddress address;
  private final boolean echoes;

  private AlienProgram(Process process, InetSocketAddress address, boolean echoes) {
    this.process = process;
    this.address = address;
    this.echoes = echoes;
  }

  static AlienProgram start(AlienConfiguration configuration, Path directory) throws IOException {
    InetSocketAddress address = AlienServer.loopback(AlienServer.freePort());
    Path file = directory.resolve("configuration");
    Map<String, String> values =
        Map.of(
            "@port@", String.valueOf(address.getPort()),
            "@directory@", directory.toString(),
            "@configuration@", file.toString());
    Files.writeString(file, filled(configuration.text(), values));
    ProcessBuilder builder =
        new ProcessBuilder(
                configuration.command().stream().map(word -> filled(word, values)).toList())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    // Where Debian has the servers that only root may start, as everybody else finds them too.
    builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
    AlienProgram started = new AlienProgram(builder.start(), address, configuration.echoes());
    started.awaitListening(directory.resolve("output"));
    return started;
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public boolean echoes() {
    return echoes;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String filled(String text, Map<String, String> values) {
    return Stream.of(values.keySet().toArray(String[]::new))
        .reduce(text, (filled, key) -> filled.replace(key, values.getOrDefault(key, "")));
  }

  private void awaitListening(Path output) throws IOException {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || listens());
    } catch (org.awaitility.core.ConditionTimeoutException tooLong) {
      close();
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("It does not run: " + Files.readString(output));
    }
  }

  private boolean listens() {
    try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
