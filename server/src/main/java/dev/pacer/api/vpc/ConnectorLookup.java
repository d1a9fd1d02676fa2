package dev.pacer.api.vpc;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.CallContext;

/// Finds VPC connectors. Only full ARNs name one.
final class ConnectorLookup {
  private final RevisionLookup<ConnectorSettings> lookup;

  ConnectorLookup(RevisionStore<ConnectorSettings> store) {
    this.lookup = new RevisionLookup<>(RevisionKind.VPC_CONNECTOR, "VPC connector", store);
  }

  /// @throws dev.pacer.wire.AwsException InvalidRequestException when the ARN is not a connector's
  ///     full one
  RevisionArn parse(CallContext context, String arn) {
    RevisionArn parsed = lookup.parse(context, arn);
    if (!parsed.isFull()) {
      throw ApiErrors.invalidRequest(
          "The full ARN of the VPC connector is needed. ARN: '" + arn + "'");
    }
    return parsed;
  }

  RevisionLookup<ConnectorSettings> all() {
    return lookup;
  }
}
