package dev.pacer.api.observability;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.DeleteObservabilityConfigurationRequest;
import dev.pacer.api.shapes.DeleteObservabilityConfigurationResponse;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.RevisionStore.Deletion;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DeleteObservabilityConfiguration: one revision.
final class DeleteObservabilityConfiguration
    implements Operation<
        DeleteObservabilityConfigurationRequest, DeleteObservabilityConfigurationResponse> {
  private final RevisionLookup<Tracing> lookup;

  DeleteObservabilityConfiguration(RevisionLookup<Tracing> lookup) {
    this.lookup = lookup;
  }

  @Override
  public DeleteObservabilityConfigurationResponse call(
      CallContext context, DeleteObservabilityConfigurationRequest request) {
    String arn = request.observabilityConfigurationArn();
    return switch (lookup.store().delete(lookup.parse(context, arn))) {
      case Deletion.Deleted<Tracing>(var deleted) ->
          new DeleteObservabilityConfigurationResponse(ObservabilityShapes.full(deleted));
      case Deletion.NotFound<Tracing> _ -> throw lookup.notFound(arn);
      case Deletion.IsDefault<Tracing> _ ->
          throw ApiErrors.invalidRequest(
              "You can't delete a reserved observability configuration. ARN: '" + arn + "'");
      case Deletion.InUse<Tracing> _ ->
          throw ApiErrors.invalidRequest(
              "You can't delete the observability configuration. It's used by one or more services."
                  + " To delete it, update the services to use other observability"
                  + " configurations.");
    };
  }
}
