package dev.pacer.rules;

import dev.pacer.rules.Fact.Cancelled;
import dev.pacer.rules.History.Event;
import dev.pacer.rules.Phase.Entry;
import dev.pacer.rules.ServiceModel.OperationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Operations end as what they deploy and who cancels them makes them end, whatever else happens.
final class Reasons {
  /// The image that cannot run.
  static final String BAD = "bad:1";

  private Reasons() {}

  /// @param phases those of the operations
  static void check(List<Entry> operations, List<Phase> phases, List<Event> events) {
    Set<String> taken =
        events.stream()
            .filter(event -> event.fact() instanceof Cancelled)
            .map(event -> ((Cancelled) event.fact()).operationId())
            .collect(Collectors.toSet());
    Set<String> asked =
        events.stream()
            .filter(event -> event.call().startsWith(HistoryClient.CANCEL))
            .map(event -> event.call().substring(HistoryClient.CANCEL.length()))
            .collect(Collectors.toSet());
    for (int number = 0; number < operations.size(); number++) {
      Entry operation = operations.get(number);
      boolean succeeded = operation.status().equals("SUCCEEDED");
      if (succeeded && taken.contains(operation.id())) {
        throw new AssertionError("Cancelled, and yet it succeeded: " + operation);
      }
      Optional<String> image = phases.get(2 * number + 1).image();
      if (image.isPresent() && succeeded != works(operation.kind(), image.get())) {
        if (succeeded || !asked.contains(operation.id())) {
          throw new AssertionError("With the image " + image.get() + " there was " + operation);
        }
      }
    }
  }

  private static boolean works(OperationKind kind, String image) {
    return switch (kind) {
      case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT -> !image.equals(BAD);
      case PAUSE_SERVICE, RESUME_SERVICE, DELETE_SERVICE -> true;
    };
  }
}
