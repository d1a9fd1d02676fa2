package dev.pacer.api.autoscaling;

import dev.pacer.api.shapes.AutoScalingConfiguration;
import dev.pacer.api.shapes.AutoScalingConfigurationSummary;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.Revision;

/// Shows auto scaling configurations in the API's shapes. Their status is in lower case on the wire,
/// as observed at App Runner.
public final class ScalingShapes {
  private ScalingShapes() {}

  static AutoScalingConfiguration full(ListedRevision<ScalingRules> listed) {
    Revision<ScalingRules> revision = listed.revision();
    return new AutoScalingConfiguration(
        revision.arn().toString(),
        revision.name(),
        revision.number(),
        listed.latest(),
        status(revision),
        revision.settings().maxConcurrency(),
        revision.settings().minSize(),
        revision.settings().maxSize(),
        revision.createdAt(),
        revision.deletedAt().orElse(null),
        listed.used(),
        listed.isDefault());
  }

  /// What answers a deletion of every revision of a name: only what they have in common.
  static AutoScalingConfiguration everyRevision(ListedRevision<ScalingRules> deleted) {
    return new AutoScalingConfiguration(
        deleted.revision().partialArn().toString(),
        deleted.revision().name(),
        null,
        null,
        status(deleted.revision()),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static AutoScalingConfigurationSummary summary(ListedRevision<ScalingRules> listed) {
    Revision<ScalingRules> revision = listed.revision();
    return new AutoScalingConfigurationSummary(
        revision.arn().toString(),
        revision.name(),
        revision.number(),
        status(revision),
        revision.createdAt(),
        listed.used(),
        listed.isDefault());
  }

  private static String status(Revision<ScalingRules> revision) {
    return revision.isActive() ? "active" : "inactive";
  }
}
