package dev.pacer.deployment;

import dev.pacer.connection.Connection;
import dev.pacer.engine.EngineException;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;
import java.time.Duration;
import java.util.List;

/// What users read when a deployment fails: App Runner's known sentence first, then what Pacer knows
/// beyond it. Pure.
final class FailureTexts {
  private static final String NOT_COPIED = "Failed to copy the image from ECR";

  private FailureTexts() {}

  static String pull(EngineException failure) {
    String known =
        switch (failure.kind()) {
          case IMAGE_NOT_FOUND ->
              "Failed to pull your application image. Reason: ECR image doesn't exist.";
          case REGISTRY_REFUSED ->
              "Failed to pull your application image. Be sure you configure your service with a valid"
                  + " access role to your ECR repository.";
          case UNAVAILABLE, REGISTRY_UNREACHABLE, DISK_FULL, START_REFUSED, OTHER ->
              "Failed to pull your application image.";
        };
    return known + " " + failure.getMessage();
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

  static String noSourceBuilds() {
    return "Failed to build your application source code. Reason: This release of Pacer doesn't build"
        + " from source yet; it deploys images.";
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
        + ".";
  }

  static String start(EngineException failure) {
    return "Your application stopped or failed to start. See logs for more information. "
        + failure.getMessage();
  }

  static String exited(int exitCode, boolean outOfMemory) {
    String known =
        "Your application stopped or failed to start. See logs for more information. "
            + " Container exit code: "
            + exitCode;
    return outOfMemory ? known + ". It was killed for using more memory than configured." : known;
  }

  static String gone() {
    return "Your application stopped or failed to start. Its container was removed by someone else.";
  }

  static String neverHealthy(HealthCheck check, int port, String reason) {
    return "Health check failed on "
        + target(check, port, "")
        + ". Check your configured port number. For more information, see the application logs."
        + (reason.isEmpty() ? "" : " Last result: " + reason + ".");
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
  static String waiting(String reason, Duration remaining) {
    return "The health check has not succeeded yet"
        + (reason.isEmpty() ? "" : " (" + reason + ")")
        + ". The application may take another "
        + remaining.toSeconds()
        + " s.";
  }

  /// What an ended application's last lines give away; empty when nothing.
  static String hint(List<String> lines) {
    boolean foreign = lines.stream().anyMatch(line -> line.contains("exec format error"));
    return foreign
        ? ". Its program is built for another processor architecture than this machine's."
        : "";
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
