package dev.pacer.rules;

import java.util.Map;

/// What the operations, members and lists of one kind of configuration are called.
enum RevisionApi {
  SCALING("autoscalingconfiguration", "AutoScalingConfiguration", "active", "inactive"),
  OBSERVABILITY("observabilityconfiguration", "ObservabilityConfiguration", "ACTIVE", "INACTIVE");

  private final String resourceType;
  private final String noun;
  private final String active;
  private final String inactive;

  RevisionApi(String resourceType, String noun, String active, String inactive) {
    this.resourceType = resourceType;
    this.noun = noun;
    this.active = active;
    this.inactive = inactive;
  }

  String resourceType() {
    return resourceType;
  }

  String noun() {
    return noun;
  }

  String status(boolean isActive) {
    return isActive ? active : inactive;
  }

  /// The members with which a service names a configuration.
  Map<String, Object> usedByService(String arn) {
    return switch (this) {
      case SCALING -> Map.of("AutoScalingConfigurationArn", arn);
      case OBSERVABILITY ->
          Map.of(
              "ObservabilityConfiguration",
              Map.of("ObservabilityEnabled", true, "ObservabilityConfigurationArn", arn));
    };
  }

  /// The members with which a service uses the default.
  Map<String, Object> usedByDefault() {
    return switch (this) {
      case SCALING -> Map.of();
      case OBSERVABILITY ->
          Map.of("ObservabilityConfiguration", Map.of("ObservabilityEnabled", true));
    };
  }
}
