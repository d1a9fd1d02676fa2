package dev.pacer.compat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A `./pacer serve` of its own process, data directory and ports.
public final class RunningPacer implements AutoCloseable {
  /// The project's folder.
  public static final Path HOME = Path.of(System.getProperty("pacer.home", ".."));

  private static final Pattern READY =
      Pattern.compile("Pacer is ready: API (http://\\S+), services http://\\S+:(\\d+),.*");

  private final Path dataDirectory;
  private final Process process;
  private final String endpoint;
  private final int httpPort;

  private RunningPacer(Path dataDirectory, Process process, Matcher ready) {
    this.dataDirectory = dataDirectory;
    this.process = process;
    this.endpoint = ready.group(1);
    this.httpPort = Integer.parseInt(ready.group(2));
  }

  /// Starts a server and waits until it is ready.
  public static RunningPacer start(Path dataDirectory, String... options) throws IOException {
    Files.createDirectories(dataDirectory);
    Path output = Files.createTempFile(dataDirectory, "serve-", ".out");
    List<String> command =
        new ArrayList<>(
            List.of(
                HOME.resolve("pacer").toString(),
                "serve",
                "--data-dir",
                dataDirectory.toString(),
                "--api-port",
                "0",
                "--http-port",
                "0",
                "--https-port",
                "0"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Matcher ready =
        Awaitility.await("the ready line")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> ready(process, output), Matcher::find);
    return new RunningPacer(dataDirectory, process, ready);
  }

  /// The address of its API.
  public String endpoint() {
    return endpoint;
  }

  Path awsConfig() {
    return dataDirectory.resolve("aws").resolve("config");
  }

  /// What `AWS_DATA_PATH` names.
  Path awsModels() {
    return dataDirectory.resolve("aws").resolve("models");
  }

  /// The environment that points an AWS client at this server.
  Map<String, String> awsEnvironment() {
    return Map.of(
        "AWS_CONFIG_FILE", awsConfig().toString(),
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
        "AWS_PROFILE", "pacer",
        "AWS_PAGER", "");
  }

  /// A value of the written AWS profile.
  String profile(String key) throws IOException {
    return Files.readAllLines(awsConfig()).stream()
        .filter(line -> line.startsWith(key + " = "))
        .map(line -> line.substring(key.length() + 3))
        .findFirst()
        .orElseThrow();
  }

  /// Fetches a path of a service and returns the whole answer.
  public String fetch(String serviceUrl, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 5_000);
      socket.setSoTimeout(10_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + serviceUrl + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Ends the server as kill -9 does.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks the server to stop.
  ///
  /// @return whether it did within ten seconds
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  /// Ends the server, with all its instances if it was started so.
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Matcher ready(Process process, Path output) throws IOException {
    String text = Files.readString(output);
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended: " + text);
    }
    return READY.matcher(text);
  }
}
