package dev.pacer.deployment;

import dev.pacer.connection.Connection;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ListeningPort;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What users read when a deployment fails: App Runner's known sentence first, then what Pacer knows
/// beyond it. Pure.
final class FailureTexts {
  private static final String STOPPED =
      "Your application stopped or failed to start. See logs for more information.";
  private static final String NOT_COPIED = "Failed to copy the image from ECR";

  private FailureTexts() {}

  static String pull(EngineException failure) {
    String known =
        switch (failure.kind()) {
          case IMAGE_NOT_FOUND ->
              "Failed to pull your application image. Reason: ECR image doesn't exist.";
          case REGISTRY_REFUSED ->
              "Failed to pull your application image. Be sure you configure your service with a"
                  + " valid access role to your ECR repository.";
          case UNAVAILABLE,
              REGISTRY_UNREACHABLE,
              REGISTRY_FAILING,
              DISK_FULL,
              START_REFUSED,
              OTHER ->
              "Failed to pull your application image.";
        };
    return known + " " + withRemedy(failure);
  }

  /// What happened and what to try, where the engine's own words do not say it already.
  private static String withRemedy(EngineException failure) {
    String remedy =
        switch (failure.kind()) {
          case UNAVAILABLE ->
              " Start the container engine (pacer doctor says more), then deploy again.";
          case DISK_FULL ->
              " Make room on it (docker system df, docker image prune), then deploy again.";
          case IMAGE_NOT_FOUND -> " Check the ImageIdentifier: its name, its tag, its digest.";
          case REGISTRY_FAILING -> " Try again later.";
          case REGISTRY_REFUSED, REGISTRY_UNREACHABLE, START_REFUSED, OTHER -> "";
        };
    return failure.getMessage() + remedy;
  }

  static String noHandshake(Connection connection) {
    String provider =
        switch (connection.provider()) {
          case GITHUB -> "GitHub";
          case BITBUCKET -> "Bitbucket";
        };
    return "Failed to retrieve the latest commit from your source repository. Be sure you configure"
        + (" your service with a valid connection to your " + provider + " repository.")
        + (" The connection "
            + connection.name()
            + " is in the status "
            + connection.status()
            + ".");
  }

  /// The engine failed while it built.
  static String build(EngineException failure) {
    return "Failed to build your application source code. Reason: " + withRemedy(failure);
  }

  static String noSecrets() {
    return "Failed to deploy your application image. Reason: This release of Pacer can't resolve"
        + " RuntimeEnvironmentSecrets yet. Pass the values as RuntimeEnvironmentVariables.";
  }

  static String wrongArchitecture(String image, String engine) {
    return NOT_COPIED
        + ". The image is built for "
        + image
        + ", but instances run on "
        + engine
        + ". Build it for linux/"
        + engine
        + " (docker build --platform linux/"
        + engine
        + ").";
  }

  static String start(EngineException failure) {
    return STOPPED + " " + withRemedy(failure);
  }

  /// @param memoryMebibytes what the instance might use
  /// @param lines the last ones that it wrote
  static String exited(int exitCode, boolean outOfMemory, int memoryMebibytes, List<String> lines) {
    String advice = ExitAdvice.of(exitCode, outOfMemory, memoryMebibytes, lines);
    return STOPPED + "  Container exit code: " + exitCode + (advice.isEmpty() ? "" : ". " + advice);
  }

  static String gone() {
    return STOPPED + " Its container was removed by someone else.";
  }

  /// @param listening where the application listens; empty when nobody can tell
  static String neverHealthy(
      HealthCheck check, int port, String reason, Optional<List<ListeningPort>> listening) {
    String advice = HealthAdvice.of(check, port, reason, listening);
    return "Health check failed on "
        + target(check, port, "")
        + ". Check your configured port number. For more information, see the application logs."
        + (reason.isEmpty() ? "" : " Last result: " + reason + ".")
        + (advice.isEmpty() ? "" : " " + advice);
  }

  /// Why an instance that served is replaced though it runs.
  static String unhealthy(String reason, String advice) {
    return "Health check failed: " + reason + "." + (advice.isEmpty() ? "" : " " + advice);
  }

  /// The last line of a failed deployment's log.
  static String notDeployed(Source source) {
    return switch (source) {
      case ImageSource _ -> "Failed to deploy your application image.";
      case CodeSource _ -> "Failed to deploy your application source code.";
    };
  }

  /// What App Runner adds to the event line that names the failed deployment; for most reasons
  /// nothing, as the reason is a line of its own.
  static String afterFailed(String reason) {
    if (reason.startsWith("Health check failed")) {
      return " Failure reason : Health check failed.";
    }
    return reason.startsWith(NOT_COPIED) ? " Failure reason : " + NOT_COPIED : "";
  }

  /// A word while a deployment waits for the application.
  ///
  /// @param advice what to try; may be empty
  static String waiting(String reason, String advice, Duration remaining) {
    return "The health check has not succeeded yet"
        + (reason.isEmpty() ? "" : " (" + reason + ")")
        + (advice.isEmpty() ? "" : ". " + advice.substring(0, advice.length() - 1))
        + ". The application may take another "
        + remaining.toSeconds()
        + " s.";
  }

  /// The event line that announces a check. App Runner puts a blank before `[Path` here and none in
  /// the failure line.
  static String performing(HealthCheck check, int port) {
    return "Performing health check on " + target(check, port, " ") + ".";
  }

  private static String target(HealthCheck check, int port, String beforePath) {
    return switch (check.protocol()) {
      case TCP -> "protocol `TCP` [Port: '" + port + "']";
      case HTTP ->
          "protocol `HTTP`" + beforePath + "[Path: '" + check.path() + "'], [Port: '" + port + "']";
    };
  }
}
