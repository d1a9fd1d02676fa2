package dev.pacer.rules;

import dev.pacer.rules.Fact.Began;
import dev.pacer.rules.Fact.InStatus;
import dev.pacer.rules.Phase.Entry;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Status;
import dev.pacer.rules.ServiceModel.Verdict;
import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What an answer says of a service. Pure.
final class AnswerFacts {
  private static final String STATE = "in the current state: ";

  private AnswerFacts() {}

  /// Of a call that begins an operation.
  static Optional<Fact> beginning(OperationKind kind, Answer answer) {
    return Optional.of(
        switch (answer.error()) {
          case "" ->
              answer.body().has("OperationId")
                  ? new Began(
                      kind, answer.body().get("OperationId").asString(), image(answer.body()))
                  : new InStatus(where(kind, Verdict.NOTHING_TO_DO));
          case "InvalidStateException" -> new InStatus(Set.of(refusing(answer.message())));
          case "InvalidRequestException" ->
              // A rollback is refused so when there is nothing to go back to.
              new InStatus(
                  kind == OperationKind.UPDATE_SERVICE
                      ? Set.of(Status.RUNNING)
                      : where(kind, Verdict.INVALID_REQUEST));
          case "ResourceNotFoundException" -> new InStatus(Set.of(Status.DELETED));
          default -> throw new AssertionError(kind + " was answered " + answer);
        });
  }

  static Optional<Fact> described(Answer answer) {
    JsonNode service = body(answer).get("Service");
    return Optional.of(
        new Fact.Described(Status.valueOf(service.get("Status").asString()), image(answer.body())));
  }

  /// Of a list that fits a page.
  static Optional<Fact> listed(Answer answer) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode operation : body(answer).get("OperationSummaryList")) {
      entries.addFirst(
          new Entry(
              operation.get("Id").asString(),
              OperationKind.valueOf(operation.get("Type").asString()),
              progress(operation.get("Status").asString())));
    }
    return answer.body().has("NextToken")
        ? Optional.empty()
        : Optional.of(new Fact.Listed(entries));
  }

  static Optional<Fact> versions(Answer answer) {
    Map<Integer, String> standings = new HashMap<>();
    for (JsonNode version : body(answer).get("ServiceVersionSummaryList")) {
      standings.put(version.get("Version").asInt(), version.get("Status").asString());
    }
    return Optional.of(new Fact.Versions(standings));
  }

  static Optional<Fact> cancelled(String operationId, Answer answer) {
    return switch (answer.error()) {
      case "" -> Optional.of(new Fact.Cancelled(operationId));
      case "InvalidStateException" ->
          Optional.of(
              new Fact.NotCancelled(operationId, answer.message().contains("has ended already")));
      // An operation of another service.
      case "ResourceNotFoundException" -> Optional.empty();
      default -> throw new AssertionError("CancelOperation was answered " + answer);
    };
  }

  private static JsonNode body(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError("What only looks was answered " + answer);
    }
    return answer.body();
  }

  private static String image(JsonNode body) {
    return body.at("/Service/SourceConfiguration/ImageRepository/ImageIdentifier").asString("");
  }

  private static String progress(String status) {
    return switch (status) {
      case "PENDING", "ROLLBACK_IN_PROGRESS" -> Phase.IN_PROGRESS;
      default -> status;
    };
  }

  private static Status refusing(String message) {
    String state = message.substring(message.indexOf(STATE) + STATE.length());
    return Status.valueOf(state.replace(".", ""));
  }

  private static Set<Status> where(OperationKind kind, Verdict verdict) {
    return EnumSet.allOf(Status.class).stream()
        .filter(status -> ServiceModel.verdict(status, kind) == verdict)
        .collect(Collectors.toSet());
  }
}
