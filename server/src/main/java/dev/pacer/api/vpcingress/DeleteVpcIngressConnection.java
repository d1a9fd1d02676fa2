package dev.pacer.api.vpcingress;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.DeleteVpcIngressConnectionRequest;
import dev.pacer.api.shapes.DeleteVpcIngressConnectionResponse;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Status;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DeleteVpcIngressConnection: a reconciler brings it about.
final class DeleteVpcIngressConnection
    implements Operation<DeleteVpcIngressConnectionRequest, DeleteVpcIngressConnectionResponse> {
  private final VpcIngressLookup lookup;
  private final Runnable changed;

  DeleteVpcIngressConnection(VpcIngressLookup lookup, Runnable changed) {
    this.lookup = lookup;
    this.changed = changed;
  }

  @Override
  public DeleteVpcIngressConnectionResponse call(
      CallContext context, DeleteVpcIngressConnectionRequest request) {
    String arn = request.vpcIngressConnectionArn();
    VpcIngressConnection before = lookup.find(context, arn);
    if (before.status() == Status.DELETED) {
      throw ApiErrors.notFound("VPC ingress connection", arn);
    }
    if (!before.status().mayBeDeleted()) {
      throw VpcIngressLookup.wrongState(before.status(), "deleted");
    }
    VpcIngressConnection after =
        lookup.change(before, before.in(Status.PENDING_DELETION), "deleted");
    changed.run();
    return new DeleteVpcIngressConnectionResponse(VpcIngressShapes.full(after));
  }
}
