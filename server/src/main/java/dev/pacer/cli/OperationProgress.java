package dev.pacer.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Shows how an operation goes on, on standard error, until it has ended.
final class OperationProgress {
  private static final List<String> ENDS =
      List.of("SUCCEEDED", "FAILED", "ROLLBACK_SUCCEEDED", "ROLLBACK_FAILED");

  private final NamedService service;
  private final String operationId;
  private final Map<String, Object> position = new HashMap<>();

  OperationProgress(NamedService service, String operationId) {
    this.service = service;
    this.operationId = operationId;
    position.put("Service", service.arn());
    position.put("Log", "DEPLOYMENT");
    position.put("OperationId", operationId);
    position.put("Lines", 1_000);
  }

  /// @return the status with which it ended
  String await() throws InterruptedException {
    String status = service.operationStatus(operationId);
    while (!ENDS.contains(status)) {
      show(1);
      status = service.operationStatus(operationId);
    }
    show(0);
    return status;
  }

  /// Waits for a line at most so many seconds.
  private void show(int waitSeconds) throws InterruptedException {
    JsonNode answer = service.client().call("Pacer.ReadServiceLog", position);
    LogLines.print(answer, System.err);
    position.put("NextToken", answer.get("NextToken").asString());
    position.put("WaitSeconds", waitSeconds);
  }
}
