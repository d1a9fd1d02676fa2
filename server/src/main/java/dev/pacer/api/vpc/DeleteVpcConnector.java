package dev.pacer.api.vpc;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.DeleteVpcConnectorRequest;
import dev.pacer.api.shapes.DeleteVpcConnectorResponse;
import dev.pacer.revision.RevisionStore.Deletion;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DeleteVpcConnector: refused while a service uses it.
final class DeleteVpcConnector
    implements Operation<DeleteVpcConnectorRequest, DeleteVpcConnectorResponse> {
  private final ConnectorLookup lookup;

  DeleteVpcConnector(ConnectorLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public DeleteVpcConnectorResponse call(CallContext context, DeleteVpcConnectorRequest request) {
    String arn = request.vpcConnectorArn();
    return switch (lookup.all().store().delete(lookup.parse(context, arn))) {
      case Deletion.Deleted<ConnectorSettings>(var deleted) ->
          new DeleteVpcConnectorResponse(ConnectorShapes.full(deleted));
      case Deletion.NotFound<ConnectorSettings> _ -> throw lookup.all().notFound(arn);
      case Deletion.IsDefault<ConnectorSettings> _ ->
          throw new IllegalStateException("there is no default VPC connector");
      case Deletion.InUse<ConnectorSettings> _ ->
          throw ApiErrors.invalidRequest(
              "Provided VPC connector arn is being used by other services. ARN: " + arn);
    };
  }
}
