package dev.pacer.api.vpc;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.CreateVpcConnectorRequest;
import dev.pacer.api.shapes.CreateVpcConnectorResponse;
import dev.pacer.api.tags.TagRules;
import dev.pacer.revision.RevisionStore;
import dev.pacer.revision.RevisionStore.Creation;
import dev.pacer.support.Quotas;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.List;

/// CreateVpcConnector: a connector is the only revision of its name.
final class CreateVpcConnector
    implements Operation<CreateVpcConnectorRequest, CreateVpcConnectorResponse> {
  private final RevisionStore<ConnectorSettings> store;
  private final Quotas quotas;

  CreateVpcConnector(RevisionStore<ConnectorSettings> store, Quotas quotas) {
    this.store = store;
    this.quotas = quotas;
  }

  @Override
  public CreateVpcConnectorResponse call(CallContext context, CreateVpcConnectorRequest request) {
    Creation<ConnectorSettings> creation =
        store.create(
            Worlds.of(context),
            request.vpcConnectorName(),
            settings(request),
            TagRules.read(request.tags()),
            new RevisionStore.Limits(quotas.vpcConnectors(), 1));
    return switch (creation) {
      case Creation.Created<ConnectorSettings>(var listed) ->
          new CreateVpcConnectorResponse(ConnectorShapes.full(listed));
      case Creation.NamesExhausted<ConnectorSettings> _ ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quotas.vpcConnectors()
                  + " VPC connectors in this account and region.");
      case Creation.RevisionsExhausted<ConnectorSettings> _ ->
          throw ApiErrors.invalidRequest(
              "VPC connector with the provided name already exists: "
                  + request.vpcConnectorName()
                  + ".");
    };
  }

  private static ConnectorSettings settings(CreateVpcConnectorRequest request) {
    List<String> groups = request.securityGroups();
    if (request.subnets().isEmpty() || request.subnets().stream().anyMatch(String::isBlank)) {
      throw ApiErrors.invalidRequest("A VPC connector needs at least one subnet, and none blank.");
    }
    return new ConnectorSettings(request.subnets(), groups == null ? List.of() : groups);
  }
}
