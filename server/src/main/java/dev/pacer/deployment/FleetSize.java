package dev.pacer.deployment;

import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.Version;

/// How many instances a version is to have, by its auto scaling configuration.
public final class FleetSize {
  private final RevisionStore<ScalingRules> configurations;

  public FleetSize(RevisionStore<ScalingRules> configurations) {
    this.configurations = configurations;
  }

  /// How many a new version begins with: as many as serve now, within its own bounds, so that it is
  /// never smaller than what it takes over from.
  int atDeployment(Version version, int serving) {
    return atDeployment(rules(version), serving);
  }

  static int atDeployment(ScalingRules rules, int serving) {
    return Math.clamp(serving, rules.minSize(), rules.maxSize());
  }

  /// By which a version's instances scale. They never change.
  ///
  /// A configuration that services use is not deleted, so it is there.
  ScalingRules rules(Version version) {
    return RevisionArn.parse(
            RevisionKind.AUTO_SCALING_CONFIGURATION,
            version.configuration().autoScalingConfigurationArn())
        .flatMap(configurations::find)
        .map(ListedRevision::revision)
        .map(revision -> revision.settings())
        .orElse(ScalingRules.BUILT_IN);
  }
}
