package dev.pacer.revision;

/// The resources of App Runner that have revisions.
public enum RevisionKind {
  AUTO_SCALING_CONFIGURATION("autoscalingconfiguration"),
  OBSERVABILITY_CONFIGURATION("observabilityconfiguration"),
  VPC_CONNECTOR("vpcconnector");

  private final String resourceType;

  RevisionKind(String resourceType) {
    this.resourceType = resourceType;
  }

  /// The first part of the ARN's resource.
  public String resourceType() {
    return resourceType;
  }
}
