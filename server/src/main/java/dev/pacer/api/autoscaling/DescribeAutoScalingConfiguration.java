package dev.pacer.api.autoscaling;

import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.DescribeAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.DescribeAutoScalingConfigurationResponse;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeAutoScalingConfiguration: one revision, by full or partial ARN.
final class DescribeAutoScalingConfiguration
    implements Operation<
        DescribeAutoScalingConfigurationRequest, DescribeAutoScalingConfigurationResponse> {
  private final RevisionLookup<ScalingRules> lookup;

  DescribeAutoScalingConfiguration(RevisionLookup<ScalingRules> lookup) {
    this.lookup = lookup;
  }

  @Override
  public DescribeAutoScalingConfigurationResponse call(
      CallContext context, DescribeAutoScalingConfigurationRequest request) {
    return new DescribeAutoScalingConfigurationResponse(
        ScalingShapes.full(lookup.find(context, request.autoScalingConfigurationArn())));
  }
}
