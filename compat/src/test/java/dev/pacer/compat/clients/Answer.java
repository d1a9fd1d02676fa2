package dev.pacer.compat.clients;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a client made of the server's answer to a call.
public sealed interface Answer {

  /// The call succeeded.
  ///
  /// @param output what the client's own types hold, under the API's names; timestamps are seconds
  ///     since 1970
  /// @param requestId empty when the client does not show it
  record Output(JsonNode output, Optional<String> requestId) implements Answer {}

  /// The call was refused.
  ///
  /// @param code the error code as the client reports it
  /// @param details empty when the client shows no more than code and message
  record Refusal(String code, String message, Optional<Details> details) implements Answer {}

  /// What libraries tell of a refusal.
  ///
  /// @param type the simple name of the class of the error that was raised
  /// @param status the HTTP status
  record Details(String type, int status, String requestId) {}
}
