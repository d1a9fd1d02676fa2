package dev.pacer.api.vpcingress;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.support.Arn;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Status;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;

/// Finds the VPC ingress connection that a call names by its full ARN. One of another account or
/// region does not exist for the caller.
final class VpcIngressLookup {
  private final VpcIngressConnectionStore store;

  VpcIngressLookup(VpcIngressConnectionStore store) {
    this.store = store;
  }

  /// @throws AwsException InvalidRequestException when the ARN is of something else,
  ///     ResourceNotFoundException when there is no such connection
  VpcIngressConnection find(CallContext context, String text) {
    boolean isConnection =
        Arn.parse(text)
            .filter(arn -> arn.service().equals("apprunner"))
            .filter(arn -> arn.resource().matches("vpcingressconnection/[^/]+/[0-9a-f]{32}"))
            .isPresent();
    if (!isConnection) {
      throw ApiErrors.invalidRequest(
          "The ARN '" + text + "' isn't the ARN of an App Runner VPC ingress connection.");
    }
    return store
        .find(text)
        .filter(found -> found.world().equals(Worlds.of(context)))
        .orElseThrow(() -> ApiErrors.notFound("VPC ingress connection", text));
  }

  /// Writes what a call made of the connection, if it is still as it was read.
  ///
  /// @param participle what cannot be done in a wrong state
  VpcIngressConnection change(
      VpcIngressConnection before, VpcIngressConnection after, String participle) {
    if (!store.replace(before, after)) {
      Status now =
          store.find(before.arn().toString()).map(VpcIngressConnection::status).orElseThrow();
      throw wrongState(now, participle);
    }
    return after;
  }

  /// @param participle what cannot be done in that state
  static AwsException wrongState(Status status, String participle) {
    return ApiErrors.invalidState(
        "VPC ingress connection cannot be "
            + participle
            + " in the current state: "
            + status
            + ".");
  }
}
