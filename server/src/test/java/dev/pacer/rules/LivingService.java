package dev.pacer.rules;

import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Settings;
import dev.pacer.rules.ServiceModel.Status;
import tools.jackson.databind.JsonNode;

/// A service of a world with its model, and what the world knows of its instances.
final class LivingService {
  private final String arn;
  private final String host;
  private final ServiceModel model;
  private Status before = Status.OPERATION_IN_PROGRESS;
  private boolean resolves = true;
  private boolean disturbed;

  private LivingService(String arn, String host, ServiceModel model) {
    this.arn = arn;
    this.host = host;
    this.model = model;
  }

  /// @param shown what its creation answered
  static LivingService created(JsonNode shown, ServiceModel model) {
    String url = shown.get("ServiceUrl").asString();
    return new LivingService(
        shown.get("ServiceArn").asString(), url.substring(0, url.lastIndexOf(':')), model);
  }

  String arn() {
    return arn;
  }

  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// The host name that leads to it.
  String host() {
    return host;
  }

  ServiceModel model() {
    return model;
  }

  /// @param resolved whether the operation finds out anew what the image means
  void begin(OperationKind kind, Settings settings, boolean resolved) {
    before = model.status();
    resolves = resolved;
    model.begin(kind, settings);
  }

  /// Whether the operation in progress needs the engine; one that only ends instances does not when
  /// there are none.
  boolean needsEngine() {
    return switch (model.latestKind()) {
      case PAUSE_SERVICE, DELETE_SERVICE ->
          before != Status.PAUSED && before != Status.CREATE_FAILED;
      default -> true;
    };
  }

  /// Whether the operation in progress succeeds on a machine in that state.
  boolean succeedsOn(Machine machine) {
    return switch (model.latestKind()) {
      case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT ->
          !machine.isAway() && (!resolves || machine.works(model.shown().image()));
      case RESUME_SERVICE -> !machine.isAway();
      case PAUSE_SERVICE, DELETE_SERVICE -> !machine.isAway() || !needsEngine();
    };
  }

  /// Notes how the operation in progress ended.
  void end(boolean succeeded) {
    if (succeeded) {
      model.succeed();
      disturbed = false;
    } else {
      // A failed pause may have ended instances, which a reconciler replaces sooner or later.
      disturbed |= model.latestKind() == OperationKind.PAUSE_SERVICE;
      model.fail();
    }
  }

  void disturb() {
    disturbed = true;
  }

  /// Whether nobody can say how many instances there are now.
  boolean isUncertain() {
    return disturbed || model.status() == Status.DELETE_FAILED;
  }

  /// Whether the operation in progress ends instances that may be there or not, on a machine that
  /// could not end any.
  boolean endsUnpredictablyOn(Machine machine) {
    boolean ends =
        model.latestKind() == OperationKind.PAUSE_SERVICE
            || model.latestKind() == OperationKind.DELETE_SERVICE;
    return ends && machine.isAway() && (disturbed || before == Status.DELETE_FAILED);
  }
}
