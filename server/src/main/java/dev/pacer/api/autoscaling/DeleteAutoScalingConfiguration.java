package dev.pacer.api.autoscaling;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.AutoScalingConfiguration;
import dev.pacer.api.shapes.DeleteAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.DeleteAutoScalingConfigurationResponse;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionStore.Deletion;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DeleteAutoScalingConfiguration: one revision, or with `DeleteAllRevisions` a whole name.
final class DeleteAutoScalingConfiguration
    implements Operation<
        DeleteAutoScalingConfigurationRequest, DeleteAutoScalingConfigurationResponse> {
  private final RevisionLookup<ScalingRules> lookup;

  DeleteAutoScalingConfiguration(RevisionLookup<ScalingRules> lookup) {
    this.lookup = lookup;
  }

  @Override
  public DeleteAutoScalingConfigurationResponse call(
      CallContext context, DeleteAutoScalingConfigurationRequest request) {
    String text = request.autoScalingConfigurationArn();
    RevisionArn arn = lookup.parse(context, text);
    boolean all = Boolean.TRUE.equals(request.deleteAllRevisions());
    if (all && arn.number().isPresent()) {
      throw ApiErrors.invalidRequest(
          "To delete all revisions, give the ARN without a revision number. ARN: '" + text + "'");
    }
    Deletion<ScalingRules> deletion =
        all ? lookup.store().deleteAll(arn.world(), arn.name()) : lookup.store().delete(arn);
    return new DeleteAutoScalingConfigurationResponse(shown(deletion, all, text));
  }

  private AutoScalingConfiguration shown(
      Deletion<ScalingRules> deletion, boolean all, String text) {
    return switch (deletion) {
      case Deletion.Deleted<ScalingRules>(var newest) ->
          all ? ScalingShapes.everyRevision(newest) : ScalingShapes.full(newest);
      case Deletion.NotFound<ScalingRules> _ -> throw lookup.notFound(text);
      case Deletion.IsDefault<ScalingRules> _ ->
          throw ApiErrors.invalidRequest(
              "You can't delete the default auto scaling configuration. To delete it, make another"
                  + " auto scaling configuration the default first.");
      case Deletion.InUse<ScalingRules> _ ->
          throw ApiErrors.invalidRequest(
              "You can't delete the auto scaling configuration. It's used by one or more services."
                  + " To delete it, update the services to use other auto scaling"
                  + " configurations.");
    };
  }
}
