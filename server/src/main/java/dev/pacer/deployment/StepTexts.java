package dev.pacer.deployment;

import java.util.Map;

/// Names of steps for the people who read why a deployment failed or was cancelled.
final class StepTexts {
  private static final Map<String, String> WORDS =
      Map.of(
          "resolve-image", "preparing the image",
          "start-instances", "starting the instances",
          "await-healthy", "waiting for the application to become healthy",
          "switch-traffic", "routing traffic to the new version",
          "remove-instances", "stopping the instances");

  private StepTexts() {}

  /// @param step its name in the journal
  static String stopped(String step) {
    return "Stopped while " + WORDS.getOrDefault(step, step) + ".";
  }
}
