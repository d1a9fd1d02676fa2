package dev.pacer.compat.clients;

import tools.jackson.databind.JsonNode;

/// One call of App Runner, or of Pacer's own operations.
///
/// @param profile whose credentials sign it: a profile of the client's configuration file
/// @param operation such as `CreateService`, or `Pacer.RollbackService`
/// @param input its members under their names in the API
public record Call(String profile, String region, String operation, JsonNode input) {
  /// What the names of Pacer's own operations begin with.
  public static final String OWN = "Pacer.";

  /// The service's name in clients that read models.
  String service() {
    return operation.startsWith(OWN) ? "pacer" : "apprunner";
  }

  /// The operation's name in its service.
  String plainOperation() {
    return operation.startsWith(OWN) ? operation.substring(OWN.length()) : operation;
  }
}
