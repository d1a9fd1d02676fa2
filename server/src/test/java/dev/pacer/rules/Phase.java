package dev.pacer.rules;

import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Settings;
import dev.pacer.rules.ServiceModel.Status;
import dev.pacer.rules.ServiceModel.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stretch of a service's life in which what callers see does not change: an operation is in
/// progress, or none is.
///
/// @param image what it shows; empty when nobody knows
/// @param operations that have begun so far, oldest first
/// @param standings how its versions may stand, by number; while a deployment is in progress there is
///     a moment from which its version has the traffic
record Phase(
    Status status,
    Optional<String> image,
    List<Entry> operations,
    List<Map<Integer, String>> standings) {
  static final String IN_PROGRESS = "IN_PROGRESS";
  private static final String UNKNOWN = "";

  /// An operation as lists show it; what did not end is IN_PROGRESS.
  record Entry(String id, OperationKind kind, String status) {}

  boolean shows(String shown) {
    return image.isEmpty() || image.get().equals(shown);
  }

  boolean isInProgress(String operationId) {
    return operations.stream()
        .anyMatch(entry -> entry.id().equals(operationId) && entry.status().equals(IN_PROGRESS));
  }

  boolean hasEnded(String operationId) {
    return operations.stream()
        .anyMatch(entry -> entry.id().equals(operationId) && !entry.status().equals(IN_PROGRESS));
  }

  /// The phases that a service went through: before it was there, then two for each operation.
  ///
  /// @param all its operations, oldest first, all of them ended
  /// @param images what it showed when an operation began, for those of which somebody knows
  /// @throws AssertionError when no service can have had these operations
  static List<Phase> of(List<Entry> all, Map<String, String> images) {
    return new Life(images).of(all);
  }

  /// Follows a service from operation to operation.
  private static final class Life {
    private final Map<String, String> images;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Entry> operations = new ArrayList<>();
    private final Map<Integer, String> versions = new HashMap<>();
    private ServiceModel model = new ServiceModel("", new Settings(UNKNOWN, ""));
    private int shown;
    private Optional<Integer> serving = Optional.empty();

    Life(Map<String, String> images) {
      this.images = images;
    }

    List<Phase> of(List<Entry> all) {
      phases.add(new Phase(Status.DELETED, Optional.empty(), List.of(), List.of(Map.of())));
      for (Entry operation : all) {
        begin(operation);
        end(operation);
      }
      return phases;
    }

    private void begin(Entry operation) {
      OperationKind kind = operation.kind();
      boolean creates = kind == OperationKind.CREATE_SERVICE;
      if (creates != operations.isEmpty()
          || (!creates && model.verdict(kind) != Verdict.ACCEPTED)) {
        throw new AssertionError(operation + " began while the service was " + model.status());
      }
      Settings settings = new Settings(imageOf(operation), "");
      if (creates) {
        model = new ServiceModel("", settings);
      } else {
        model.begin(kind, settings);
      }
      operations.add(new Entry(operation.id(), kind, IN_PROGRESS));
      if (makesAVersion(kind)) {
        shown = versions.size() + 1;
        versions.put(shown, "FAILED");
      }
      add(operation.status().equals("SUCCEEDED"));
    }

    private void end(Entry operation) {
      if (operation.status().equals("SUCCEEDED")) {
        model.succeed();
        if (model.status() == Status.RUNNING) {
          moveTraffic(versions);
          serving = Optional.of(shown);
        }
      } else {
        model.fail();
        shown = serving.orElse(shown);
      }
      String status = model.operations().getFirst().status();
      if (!status.equals(operation.status())) {
        throw new AssertionError(operation + " should be " + status);
      }
      operations.removeLast();
      operations.add(operation);
      add(false);
    }

    private void add(boolean movesTraffic) {
      List<Map<Integer, String>> standings = new ArrayList<>(List.of(standings()));
      if (movesTraffic && makesAVersion(operations.getLast().kind())) {
        Map<Integer, String> moved = new HashMap<>(versions);
        moveTraffic(moved);
        standings.add(moved);
      }
      phases.add(
          new Phase(
              model.status(),
              Optional.of(model.shown().image()).filter(image -> !image.equals(UNKNOWN)),
              List.copyOf(operations),
              List.copyOf(standings)));
    }

    private Map<Integer, String> standings() {
      Map<Integer, String> now = new HashMap<>(versions);
      if (!model.isSettled()) {
        now.replace(shown, "FAILED", "DEPLOYING");
      }
      return now;
    }

    private void moveTraffic(Map<Integer, String> standings) {
      serving.ifPresent(old -> standings.put(old, "INACTIVE"));
      standings.put(shown, "ACTIVE");
    }

    private String imageOf(Entry operation) {
      return switch (operation.kind()) {
        case CREATE_SERVICE, UPDATE_SERVICE -> images.getOrDefault(operation.id(), UNKNOWN);
        default -> model.shown().image();
      };
    }

    private static boolean makesAVersion(OperationKind kind) {
      return switch (kind) {
        case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT -> true;
        case PAUSE_SERVICE, RESUME_SERVICE, DELETE_SERVICE -> false;
      };
    }
  }
}
