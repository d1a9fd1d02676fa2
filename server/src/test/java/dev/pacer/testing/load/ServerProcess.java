package dev.pacer.testing.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `pacer serve` in a process of its own, that believes every caller.
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("Pacer is ready: API (http://\\S+), services http://\\S+:(\\d+),.*");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI endpoint;
  private final InetSocketAddress frontDoor;

  private ServerProcess(Process process, Matcher ready) {
    this.process = process;
    this.endpoint = URI.create(ready.group(1) + "/");
    this.frontDoor =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ready.group(2)));
  }

  /// Starts a server of the classes that this process runs with.
  ///
  /// @param httpPort where requests to services arrive; 0 takes any free port
  /// @param further options of `pacer serve`
  public static ServerProcess start(Path dataDirectory, int httpPort, String... further) {
    return start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.pacer.cli.PacerCommand"),
        dataDirectory,
        httpPort,
        further);
  }

  /// Starts a server.
  ///
  /// @param command what `pacer` is
  public static ServerProcess start(
      List<String> command, Path dataDirectory, int httpPort, String... further) {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of(
            "serve",
            "--data-dir",
            dataDirectory.toString(),
            "--auth",
            "none",
            "--api-port",
            "0",
            "--http-port",
            String.valueOf(httpPort),
            "--https-port",
            "0"));
    words.addAll(List.of(further));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(dataDirectory.resolve("serve.log").toFile()))
              .start();
      BufferedReader output = process.inputReader();
      Matcher ready =
          output
              .lines()
              .map(READY::matcher)
              .filter(Matcher::matches)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("The server ended"));
      return new ServerProcess(process, ready);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Where requests to services arrive.
  public InetSocketAddress frontDoor() {
    return frontDoor;
  }

  /// Calls an operation of App Runner, or one of ours by its whole target (`Pacer.…`); it must
  /// succeed.
  public JsonNode call(String operation, Map<String, ?> input) {
    try {
      HttpResponse<String> response = send(operation, input);
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + " answered " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Calls an operation, whatever it answers.
  ///
  /// @throws IOException when the server is gone before it answers
  public HttpResponse<String> send(String operation, Map<String, ?> input) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", operation.contains(".") ? operation : "AppRunner." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input)))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }

  /// Ends the server with SIGKILL.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// Asks the server to stop, with SIGTERM.
  public void stop() {
    process.destroy();
  }

  /// Waits until the server has stopped.
  ///
  /// @return its exit code
  public int awaitEnd() {
    return process.onExit().orTimeout(1, TimeUnit.MINUTES).join().exitValue();
  }

  @Override
  public void close() {
    stop();
    awaitEnd();
    client.close();
  }
}
