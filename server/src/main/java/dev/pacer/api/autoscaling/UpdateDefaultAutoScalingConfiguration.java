package dev.pacer.api.autoscaling;

import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.UpdateDefaultAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.UpdateDefaultAutoScalingConfigurationResponse;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.ListedRevision;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// UpdateDefaultAutoScalingConfiguration: which revision services created from now on use.
final class UpdateDefaultAutoScalingConfiguration
    implements Operation<
        UpdateDefaultAutoScalingConfigurationRequest,
        UpdateDefaultAutoScalingConfigurationResponse> {
  private final RevisionLookup<ScalingRules> lookup;

  UpdateDefaultAutoScalingConfiguration(RevisionLookup<ScalingRules> lookup) {
    this.lookup = lookup;
  }

  @Override
  public UpdateDefaultAutoScalingConfigurationResponse call(
      CallContext context, UpdateDefaultAutoScalingConfigurationRequest request) {
    String text = request.autoScalingConfigurationArn();
    ListedRevision<ScalingRules> made =
        lookup
            .store()
            .makeDefault(lookup.parse(context, text))
            .orElseThrow(() -> lookup.notFound(text));
    return new UpdateDefaultAutoScalingConfigurationResponse(ScalingShapes.full(made));
  }
}
