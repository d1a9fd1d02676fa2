package dev.pacer.api.vpc;

import dev.pacer.api.shapes.VpcConnector;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.Revision;
import dev.pacer.vpc.ConnectorSettings;

/// Shows VPC connectors in the API's shapes.
final class ConnectorShapes {
  private ConnectorShapes() {}

  static VpcConnector full(ListedRevision<ConnectorSettings> listed) {
    Revision<ConnectorSettings> revision = listed.revision();
    return new VpcConnector(
        revision.name(),
        revision.arn().toString(),
        revision.number(),
        revision.settings().subnets(),
        revision.settings().securityGroups(),
        revision.isActive() ? "ACTIVE" : "INACTIVE",
        revision.createdAt(),
        revision.deletedAt().orElse(null));
  }
}
