package dev.pacer.api.observability;

import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.DescribeObservabilityConfigurationRequest;
import dev.pacer.api.shapes.DescribeObservabilityConfigurationResponse;
import dev.pacer.observability.Tracing;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeObservabilityConfiguration: one revision, by full or partial ARN.
final class DescribeObservabilityConfiguration
    implements Operation<
        DescribeObservabilityConfigurationRequest, DescribeObservabilityConfigurationResponse> {
  private final RevisionLookup<Tracing> lookup;

  DescribeObservabilityConfiguration(RevisionLookup<Tracing> lookup) {
    this.lookup = lookup;
  }

  @Override
  public DescribeObservabilityConfigurationResponse call(
      CallContext context, DescribeObservabilityConfigurationRequest request) {
    return new DescribeObservabilityConfigurationResponse(
        ObservabilityShapes.full(lookup.find(context, request.observabilityConfigurationArn())));
  }
}
