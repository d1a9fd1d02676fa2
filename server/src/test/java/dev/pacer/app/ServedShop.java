package dev.pacer.app;

import dev.pacer.app.PacerServer.Running;
import dev.pacer.config.SettingsLoader;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.Fetch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server that listens, with an engine in memory and a service `shop` that runs.
final class ServedShop implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  final JsonNode service;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Running running;

  /// @param tags of the service
  ServedShop(Path directory, Map<String, String> tags) {
    Map<String, String> flags =
        Map.of(
            "data-dir", directory.toString(),
            "engine", "memory",
            "auth", "none",
            "api-port", "0",
            "http-port", "0",
            "sleep-after", "1h");
    running =
        PacerServer.start(
            SettingsLoader.load(flags, Map.of(), directory),
            true,
            new Decorators(_ -> engine, Decorators.NONE.stores()));
    service = create("shop", tags);
  }

  JsonNode create(String name, Map<String, String> tags) {
    List<Map<String, String>> listed =
        tags.entrySet().stream()
            .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
            .toList();
    Map<String, Object> input = new HashMap<>();
    input.put("ServiceName", name);
    input.put("SourceConfiguration", ApiBed.image("good:1"));
    input.put("Tags", listed);
    JsonNode created = ok("AppRunner.CreateService", input).get("Service");
    Map<String, Object> arn = Map.of("ServiceArn", created.get("ServiceArn").asString());
    return Awaitility.await()
        .until(
            () -> ok("AppRunner.DescribeService", arn).get("Service"),
            shown -> shown.get("Status").asString().equals("RUNNING"));
  }

  /// What a request to a service is answered, head and body.
  String ask(JsonNode asked, String path) {
    String host = asked.get("ServiceUrl").asString();
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
    InetSocketAddress address = running.addresses().httpAddress();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What a GET on the API's port is answered.
  String get(String path) {
    URI api = URI.create(running.addresses().apiEndpoint());
    return Fetch.body(new InetSocketAddress(api.getHost(), api.getPort()), path);
  }

  JsonNode ok(String target, Map<String, ?> input) {
    HttpResponse<String> answer = call(target, input).join();
    if (answer.statusCode() != 200) {
      throw new AssertionError(target + " answered " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /// Calls an operation, such as `AppRunner.ListServices`.
  CompletableFuture<HttpResponse<String>> call(String target, Map<String, ?> input) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(running.addresses().apiEndpoint()))
            .header("x-amz-target", target)
            .header("content-type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input)))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
    running.server().close();
    engine.close();
  }
}
