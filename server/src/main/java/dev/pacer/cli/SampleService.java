package dev.pacer.cli;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The quickstart's service, driven through the API like any client would.
final class SampleService {
  private final ApiClient client;
  private final String name;

  SampleService(ApiClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /// Creates the service and waits until it runs.
  ///
  /// @return the service as the API describes it
  JsonNode create(Map<String, Object> source) throws InterruptedException {
    JsonNode created =
        client.call("AppRunner.CreateService", QuickstartCommand.createInput(name, source));
    JsonNode service = awaitSettled(created.get("Service").get("ServiceArn").asString());
    if (!service.get("Status").asString().equals("RUNNING")) {
      throw new CommandFailedException(
          "The sample service is " + service.get("Status").asString() + ": " + lastEvents());
    }
    return service;
  }

  Void deleteIfThere() throws InterruptedException {
    for (JsonNode summary :
        client.call("AppRunner.ListServices", Map.of()).get("ServiceSummaryList")) {
      if (summary.get("ServiceName").asString().equals(name)) {
        String arn = summary.get("ServiceArn").asString();
        awaitSettled(arn);
        client.call("AppRunner.DeleteService", Map.of("ServiceArn", arn));
        awaitSettled(arn);
      }
    }
    return null;
  }

  private JsonNode awaitSettled(String arn) throws InterruptedException {
    while (true) {
      JsonNode service =
          client.call("AppRunner.DescribeService", Map.of("ServiceArn", arn)).get("Service");
      if (!service.get("Status").asString().equals("OPERATION_IN_PROGRESS")) {
        return service;
      }
      Thread.sleep(20);
    }
  }

  private String lastEvents() throws InterruptedException {
    StringBuilder text = new StringBuilder();
    JsonNode log =
        client.call(
            "Pacer.ReadServiceLog", Map.of("Service", name, "Log", "DEPLOYMENT", "Lines", 20));
    log.get("Events").forEach(event -> text.append("\n  ").append(event.get("Message").asString()));
    return text.toString();
  }
}
