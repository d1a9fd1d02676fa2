package dev.pacer.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plain calls of a server that checks no signatures.
final class Calls {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI api;

  Calls(URI api) {
    this.api = api;
  }

  /// The output of a call that must succeed.
  JsonNode ok(String operation, Map<String, ?> input) {
    try {
      HttpResponse<String> answer = send(operation, input);
      if (answer.statusCode() != 200) {
        throw new AssertionError(operation + " answered " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new AssertionError(operation + " was not answered", failure);
    }
  }

  /// Makes a call whatever becomes of it.
  void attempt(String operation, Map<String, ?> input) {
    try {
      send(operation, input);
    } catch (IOException _) {
      // The server died before it could answer.
    }
  }

  /// Waits until no operation of the service is in progress.
  JsonNode settled(String arn) {
    return Awaitility.await("the end of the operation")
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> ok("DescribeService", Map.of("ServiceArn", arn)).get("Service"),
            service -> !service.get("Status").asString().equals("OPERATION_IN_PROGRESS"));
  }

  /// The ARN of the living service of that name.
  String arn(String name) {
    return StreamSupport.stream(
            ok("ListServices", Map.of()).get("ServiceSummaryList").spliterator(), false)
        .filter(service -> service.get("ServiceName").asString().equals(name))
        .map(service -> service.get("ServiceArn").asString())
        .findFirst()
        .orElseThrow();
  }

  /// How many operations of a service have not both their lines in its event stream: the status at
  /// their beginning, and the one at their end. A line may be there twice after a crash.
  int untold(String arn) {
    int operations =
        ok("ListOperations", Map.of("ServiceArn", arn)).get("OperationSummaryList").size();
    int begun = 0;
    int ended = 0;
    for (JsonNode event :
        ok("Pacer.ReadServiceLog", Map.of("Service", arn, "Log", "EVENTS", "Lines", 1000))
            .get("Events")) {
      String text = event.get("Message").asString();
      if (text.contains("Service status is set to OPERATION_IN_PROGRESS")) {
        begun++;
      } else if (text.contains("Service status is set to ")) {
        ended++;
      }
    }
    return Math.max(0, operations - Math.min(begun, ended));
  }

  JsonNode newestOperation(String arn) {
    return ok("ListOperations", Map.of("ServiceArn", arn)).get("OperationSummaryList").get(0);
  }

  private HttpResponse<String> send(String operation, Map<String, ?> input) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(api)
            .timeout(Duration.ofSeconds(20))
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", operation.contains(".") ? operation : "AppRunner." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input)))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
