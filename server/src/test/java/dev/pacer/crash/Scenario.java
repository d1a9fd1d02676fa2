package dev.pacer.crash;

import com.google.errorprone.annotations.Immutable;
import dev.pacer.operation.OperationType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An operation to be killed at each of its points.
enum Scenario {
  CREATE(OperationType.CREATE_SERVICE, Ending.running("SUCCEEDED", CrashImages.ONE, "200 one", 1)),
  CREATE_MISSING_IMAGE(OperationType.CREATE_SERVICE, Ending.createFailed(CrashImages.MISSING)),
  CREATE_BROKEN_IMAGE(OperationType.CREATE_SERVICE, Ending.createFailed(CrashImages.EXITS)),
  UPDATE_FLEET_OF_TWO(
      OperationType.UPDATE_SERVICE, Ending.running("SUCCEEDED", CrashImages.TWO, "200 two", 2)),
  UPDATE_BROKEN_IMAGE(OperationType.UPDATE_SERVICE, Ending.wentBack()),
  UPDATE_CANCELLED(OperationType.UPDATE_SERVICE, Ending.wentBack()),
  ROLLBACK(
      OperationType.UPDATE_SERVICE, Ending.running("SUCCEEDED", CrashImages.ONE, "200 one", 1)),
  DEPLOYMENT(
      OperationType.START_DEPLOYMENT,
      Ending.running("SUCCEEDED", CrashImages.MOVING, "200 two", 1)),
  PAUSE(OperationType.PAUSE_SERVICE, new Ending("SUCCEEDED", "PAUSED", CrashImages.ONE, "404", 0)),
  RESUME(OperationType.RESUME_SERVICE, Ending.running("SUCCEEDED", CrashImages.ONE, "200 one", 1)),
  DELETE(
      OperationType.DELETE_SERVICE, new Ending("SUCCEEDED", "DELETED", CrashImages.ONE, "404", 0));

  /// What must be when all is over, wherever it was killed.
  ///
  /// @param image what the service's settings show
  /// @param answer what the front door's answer begins with
  @Immutable
  record Ending(String operation, String service, String image, String answer, int instances) {
    private static Ending running(String operation, String image, String answer, int instances) {
      return new Ending(operation, "RUNNING", image, answer, instances);
    }

    private static Ending createFailed(String image) {
      return new Ending("FAILED", "CREATE_FAILED", image, "404", 0);
    }

    private static Ending wentBack() {
      return running("ROLLBACK_SUCCEEDED", CrashImages.ONE, "200 one", 1);
    }
  }

  final OperationType type;
  final Ending ending;

  Scenario(OperationType type, Ending ending) {
    this.type = type;
    this.ending = ending;
  }

  /// What the front door may answer at any time, because some version serves throughout; empty when
  /// none does.
  Set<String> answers() {
    return switch (this) {
      case UPDATE_FLEET_OF_TWO, UPDATE_BROKEN_IMAGE, UPDATE_CANCELLED, ROLLBACK, DEPLOYMENT ->
          Set.of("200 one", "200 two");
      case CREATE, CREATE_MISSING_IMAGE, CREATE_BROKEN_IMAGE, PAUSE, RESUME, DELETE -> Set.of();
    };
  }

  /// Brings the service to where the operation begins.
  void prepare(Calls calls, String name) {
    switch (this) {
      case CREATE, CREATE_MISSING_IMAGE, CREATE_BROKEN_IMAGE -> {}
      case UPDATE_FLEET_OF_TWO -> create(calls, name, CrashImages.ONE, Optional.of(pair(calls)));
      case UPDATE_BROKEN_IMAGE, UPDATE_CANCELLED, PAUSE, DELETE ->
          create(calls, name, CrashImages.ONE, Optional.empty());
      case RESUME -> {
        create(calls, name, CrashImages.ONE, Optional.empty());
        succeed(calls, name, "PauseService", Map.of());
      }
      case ROLLBACK -> {
        create(calls, name, CrashImages.ONE, Optional.empty());
        succeed(calls, name, "UpdateService", image(CrashImages.TWO));
      }
      case DEPLOYMENT -> {
        CrashImages.move(CrashImages.ONE);
        create(calls, name, CrashImages.MOVING, Optional.empty());
        CrashImages.move(CrashImages.TWO);
      }
    }
  }

  /// Asks for the operation; the server may die before it answers.
  void begin(Calls calls, String name) {
    switch (this) {
      case CREATE, CREATE_MISSING_IMAGE, CREATE_BROKEN_IMAGE ->
          calls.attempt("CreateService", creation(name, ending.image(), Optional.empty()));
      case UPDATE_FLEET_OF_TWO -> attempt(calls, name, "UpdateService", image(CrashImages.TWO));
      case UPDATE_BROKEN_IMAGE -> attempt(calls, name, "UpdateService", image(CrashImages.EXITS));
      case UPDATE_CANCELLED -> attempt(calls, name, "UpdateService", image(CrashImages.DEAF));
      case ROLLBACK -> attempt(calls, name, "Pacer.RollbackService", Map.of());
      case DEPLOYMENT -> attempt(calls, name, "StartDeployment", Map.of());
      case PAUSE -> attempt(calls, name, "PauseService", Map.of());
      case RESUME -> attempt(calls, name, "ResumeService", Map.of());
      case DELETE -> attempt(calls, name, "DeleteService", Map.of());
    }
  }

  private static void create(Calls calls, String name, String image, Optional<String> scaling) {
    JsonNode created = calls.ok("CreateService", creation(name, image, scaling)).get("Service");
    running(calls.settled(created.get("ServiceArn").asString()));
  }

  private static void succeed(Calls calls, String name, String call, Map<String, ?> members) {
    String arn = calls.arn(name);
    calls.ok(call, onService(arn, members));
    calls.settled(arn);
    String status = calls.newestOperation(arn).get("Status").asString();
    if (!status.equals("SUCCEEDED")) {
      throw new AssertionError(call + " ended " + status);
    }
  }

  private static void running(JsonNode service) {
    if (!service.get("Status").asString().equals("RUNNING")) {
      throw new AssertionError("not running: " + service);
    }
  }

  private static void attempt(Calls calls, String name, String call, Map<String, ?> members) {
    calls.attempt(call, onService(calls.arn(name), members));
  }

  private static Map<String, Object> onService(String arn, Map<String, ?> members) {
    Map<String, Object> input = new HashMap<>(members);
    input.put("ServiceArn", arn);
    return input;
  }

  private static Map<String, Object> creation(String name, String image, Optional<String> scaling) {
    Map<String, Object> input = new HashMap<>(image(image));
    input.put("ServiceName", name);
    input.put("HealthCheckConfiguration", Map.of("Interval", 1, "Timeout", 1));
    scaling.ifPresent(arn -> input.put("AutoScalingConfigurationArn", arn));
    return input;
  }

  private static Map<String, Object> image(String image) {
    return Map.of(
        "SourceConfiguration",
        Map.of(
            "AutoDeploymentsEnabled",
            false,
            "ImageRepository",
            Map.of("ImageIdentifier", image, "ImageRepositoryType", "ECR")));
  }

  /// An auto scaling configuration with two instances.
  private static String pair(Calls calls) {
    for (JsonNode known :
        calls
            .ok("ListAutoScalingConfigurations", Map.of("AutoScalingConfigurationName", "pair"))
            .get("AutoScalingConfigurationSummaryList")) {
      return known.get("AutoScalingConfigurationArn").asString();
    }
    return calls
        .ok(
            "CreateAutoScalingConfiguration",
            Map.of("AutoScalingConfigurationName", "pair", "MinSize", 2, "MaxSize", 2))
        .get("AutoScalingConfiguration")
        .get("AutoScalingConfigurationArn")
        .asString();
  }
}
