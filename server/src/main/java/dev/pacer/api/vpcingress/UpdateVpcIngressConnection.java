package dev.pacer.api.vpcingress;

import dev.pacer.api.shapes.UpdateVpcIngressConnectionRequest;
import dev.pacer.api.shapes.UpdateVpcIngressConnectionResponse;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Endpoint;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// UpdateVpcIngressConnection: another endpoint; a reconciler brings it about.
final class UpdateVpcIngressConnection
    implements Operation<UpdateVpcIngressConnectionRequest, UpdateVpcIngressConnectionResponse> {
  private final VpcIngressLookup lookup;
  private final Runnable changed;

  UpdateVpcIngressConnection(VpcIngressLookup lookup, Runnable changed) {
    this.lookup = lookup;
    this.changed = changed;
  }

  @Override
  public UpdateVpcIngressConnectionResponse call(
      CallContext context, UpdateVpcIngressConnectionRequest request) {
    Endpoint endpoint = EndpointRules.of(request.ingressVpcConfiguration());
    VpcIngressConnection before = lookup.find(context, request.vpcIngressConnectionArn());
    if (!before.status().mayBeUpdated()) {
      throw VpcIngressLookup.wrongState(before.status(), "updated");
    }
    VpcIngressConnection after = lookup.change(before, before.from(endpoint), "updated");
    changed.run();
    return new UpdateVpcIngressConnectionResponse(VpcIngressShapes.full(after));
  }
}
