package dev.pacer.api.pacer;

import dev.pacer.connection.ConnectionStore;
import dev.pacer.connection.CredentialVault;
import dev.pacer.logs.LogStore;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import java.time.InstantSource;
import java.util.List;

/// Pacer's own operations as a wire service.
public final class PacerApi {
  private PacerApi() {}

  /// @param vault seals the credentials of connections
  public static JsonService of(
      ServiceParts parts,
      ConnectionStore connections,
      CredentialVault vault,
      LogStore logs,
      InstantSource clock) {
    return new JsonService(
        "Pacer",
        "dev.pacer",
        List.of(
            new OperationBinding<>(
                "ApproveConnection",
                ApproveConnectionRequest.class,
                new ApproveConnection(connections, vault)),
            new OperationBinding<>(
                "ReadServiceLog",
                ReadServiceLogRequest.class,
                new ReadServiceLog(parts.services(), logs)),
            new OperationBinding<>(
                "CancelOperation",
                CancelOperationRequest.class,
                new CancelOperation(parts.calls().lookup(), parts.operations(), parts.runner())),
            new OperationBinding<>(
                "RollbackService",
                RollbackServiceRequest.class,
                new RollbackService(parts.calls(), parts.services(), parts.shapes(), clock)),
            new OperationBinding<>(
                "ListServiceVersions",
                ListServiceVersionsRequest.class,
                new ListServiceVersions(
                    parts.calls().lookup(), parts.services(), parts.paging()))));
  }
}
