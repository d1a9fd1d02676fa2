package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AutoScalingConfigurationSummary;
import dev.pacer.service.Service;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.time.Instant;
import java.util.Set;

/// The built-in auto scaling configuration, revision 1 of `DefaultConfiguration` under its
/// well-known ARN: at most 100 concurrent requests an instance, 1 to 25 instances.
final class DefaultScaling {
  private static final String NAME = "DefaultConfiguration";
  private static final String RESOURCE = "autoscalingconfiguration/" + NAME;
  private static final String FULL = RESOURCE + "/1/00000000000000000000000000000001";

  private DefaultScaling() {}

  static String arn(AccountRegion world) {
    return Arn.appRunner(world, FULL).toString();
  }

  /// The full ARN that a full or partial one means.
  static String resolve(AccountRegion world, String given) {
    Set<String> spellings = Set.of(RESOURCE, RESOURCE + "/1", FULL);
    return Arn.parse(given)
        .filter(arn -> arn.world().equals(world) && spellings.contains(arn.resource()))
        .map(_ -> arn(world))
        .orElseThrow(() ->
            ApiErrors.invalidRequest(
                "The auto scaling configuration ARN you specified isn't valid. ARN: '"
                    + given
                    + "'"));
  }

  static AutoScalingConfigurationSummary summary(Service service) {
    return new AutoScalingConfigurationSummary(
        arn(service.world()), NAME, 1, "active", Instant.EPOCH, true, true);
  }
}
