package dev.pacer.cli;

import dev.pacer.app.AccessKeys;
import dev.pacer.app.AwsProfile;
import dev.pacer.app.DataDirectory;
import dev.pacer.app.RunningServer;
import dev.pacer.sigv4.Credential;
import dev.pacer.sigv4.SignedRequest;
import dev.pacer.sigv4.Signer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the running server of a data directory as its owner.
final class ApiClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI endpoint;
  private final Signer signer;

  ApiClient(String endpoint, Credential credential, String region) {
    this.endpoint = URI.create(endpoint);
    this.signer = new Signer(credential, region, "apprunner");
  }

  /// A client for the server that runs on this data directory.
  ///
  /// @throws CommandFailedException when none does
  static ApiClient of(DataDirectory directory, String region) {
    RunningServer server =
        RunningServer.find(directory)
            .orElseThrow(() ->
                new CommandFailedException(
                    "No server runs on this data directory. Start one with: pacer serve"));
    AccessKeys keys =
        AccessKeys.read(directory)
            .orElseThrow(() -> new CommandFailedException("The server's keys are missing."));
    return new ApiClient(server.endpoint(), keys.owner(), region);
  }

  static ApiClient of(DataDirectory directory) {
    return of(directory, AwsProfile.REGION);
  }

  /// Calls an operation, such as `AppRunner.ListServices`.
  ///
  /// @throws CommandFailedException with the server's message when it refuses
  JsonNode call(String target, Map<String, ?> input) throws InterruptedException {
    byte[] body = JSON.writeValueAsBytes(input);
    try {
      HttpResponse<byte[]> response =
          client.send(request(target, body), BodyHandlers.ofByteArray());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new CommandFailedException(message(answer));
      }
      return answer;
    } catch (ConnectException refused) {
      throw new CommandFailedException(
          "The server at " + endpoint + " does not answer. Start one with: pacer serve", refused);
    } catch (IOException failure) {
      throw new CommandFailedException(
          "The call to " + endpoint + " was cut off: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest request(String target, byte[] body) {
    Map<String, List<String>> headers =
        Map.of(
            "host", List.of(endpoint.getAuthority()),
            "content-type", List.of("application/x-amz-json-1.0"),
            "x-amz-target", List.of(target));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofByteArray(body));
    signer
        .sign(new SignedRequest("POST", "/", "", headers, body), Instant.now())
        .forEach(request::header);
    return request.build();
  }

  private static String message(JsonNode answer) {
    JsonNode text = answer.has("Message") ? answer.get("Message") : answer.path("message");
    return text.isString()
        ? text.asString()
        : new String(JSON.writeValueAsBytes(answer), StandardCharsets.UTF_8);
  }
}
