package dev.pacer.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// App Runner's rules of one service's life: which call is accepted in which status, what an
/// operation leads to when it succeeds and when it fails, and what is shown meanwhile.
final class ServiceModel {
  enum Status {
    OPERATION_IN_PROGRESS,
    RUNNING,
    PAUSED,
    CREATE_FAILED,
    DELETE_FAILED,
    DELETED
  }

  enum OperationKind {
    CREATE_SERVICE,
    UPDATE_SERVICE,
    START_DEPLOYMENT,
    PAUSE_SERVICE,
    RESUME_SERVICE,
    DELETE_SERVICE
  }

  /// What a call is answered with; `NOTHING_TO_DO` is a success without an operation.
  enum Verdict {
    ACCEPTED,
    NOTHING_TO_DO,
    INVALID_STATE,
    INVALID_REQUEST,
    NOT_FOUND
  }

  /// What of a service can change here.
  record Settings(String image, String scalingArn) {}

  record Operation(OperationKind kind, String status) {}

  private final String name;
  private final Deque<Operation> operations = new ArrayDeque<>();
  private Status status = Status.OPERATION_IN_PROGRESS;
  private Settings shown;
  private Optional<Settings> serving = Optional.empty();

  /// A service whose creation just began.
  ServiceModel(String name, Settings settings) {
    this.name = name;
    this.shown = settings;
    operations.push(new Operation(OperationKind.CREATE_SERVICE, "IN_PROGRESS"));
  }

  /// @param services all that there ever were in the account
  static Optional<String> refusalOfCreation(List<ServiceModel> services, String name, int quota) {
    List<ServiceModel> living = services.stream().filter(ServiceModel::isLiving).toList();
    if (living.stream().anyMatch(service -> service.name.equals(name))) {
      return Optional.of("InvalidRequestException");
    }
    return living.size() >= quota ? Optional.of("ServiceQuotaExceededException") : Optional.empty();
  }

  Verdict verdict(OperationKind call) {
    return verdict(status, call);
  }

  /// What a call is answered with in a status.
  static Verdict verdict(Status status, OperationKind call) {
    if (status == Status.DELETED) {
      return Verdict.NOT_FOUND;
    }
    return switch (call) {
      case CREATE_SERVICE -> throw new IllegalArgumentException("it is created already");
      case UPDATE_SERVICE ->
          status == Status.RUNNING || status == Status.CREATE_FAILED
              ? Verdict.ACCEPTED
              : Verdict.INVALID_STATE;
      case START_DEPLOYMENT ->
          status == Status.RUNNING ? Verdict.ACCEPTED : Verdict.INVALID_REQUEST;
      case PAUSE_SERVICE -> move(status, Status.RUNNING, Status.PAUSED);
      case RESUME_SERVICE -> move(status, Status.PAUSED, Status.RUNNING);
      case DELETE_SERVICE ->
          status == Status.OPERATION_IN_PROGRESS ? Verdict.INVALID_STATE : Verdict.ACCEPTED;
    };
  }

  private static Verdict move(Status status, Status from, Status to) {
    if (status == to) {
      return Verdict.NOTHING_TO_DO;
    }
    return status == from ? Verdict.ACCEPTED : Verdict.INVALID_STATE;
  }

  /// An update must name something, unless it tries a failed creation again.
  Verdict verdictOfEmptyUpdate() {
    Verdict verdict = verdict(OperationKind.UPDATE_SERVICE);
    return verdict == Verdict.ACCEPTED && status != Status.CREATE_FAILED
        ? Verdict.INVALID_REQUEST
        : verdict;
  }

  /// @param settings what is shown from now on
  void begin(OperationKind kind, Settings settings) {
    status = Status.OPERATION_IN_PROGRESS;
    shown = settings;
    operations.push(new Operation(kind, "IN_PROGRESS"));
  }

  void succeed() {
    OperationKind kind = operations.pop().kind();
    status =
        switch (kind) {
          case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT, RESUME_SERVICE -> Status.RUNNING;
          case PAUSE_SERVICE -> Status.PAUSED;
          case DELETE_SERVICE -> Status.DELETED;
        };
    if (status == Status.RUNNING) {
      serving = Optional.of(shown);
    }
    operations.push(new Operation(kind, "SUCCEEDED"));
  }

  /// A service that served goes on with what it served.
  void fail() {
    OperationKind kind = operations.pop().kind();
    boolean served = serving.isPresent();
    status =
        switch (kind) {
          case CREATE_SERVICE -> Status.CREATE_FAILED;
          case UPDATE_SERVICE, START_DEPLOYMENT, PAUSE_SERVICE ->
              served ? Status.RUNNING : Status.CREATE_FAILED;
          case RESUME_SERVICE -> Status.PAUSED;
          case DELETE_SERVICE -> Status.DELETE_FAILED;
        };
    boolean rolledBack = status == Status.RUNNING;
    shown = rolledBack ? serving.orElseThrow() : shown;
    operations.push(new Operation(kind, rolledBack ? "ROLLBACK_SUCCEEDED" : "FAILED"));
  }

  /// A service uses what it shows, and meanwhile also what still serves.
  boolean uses(String scalingArn) {
    return isLiving()
        && (shown.scalingArn().equals(scalingArn)
            || serving.filter(old -> old.scalingArn().equals(scalingArn)).isPresent());
  }

  boolean isLiving() {
    return status != Status.DELETED;
  }

  boolean isSettled() {
    return status != Status.OPERATION_IN_PROGRESS;
  }

  /// Whether a new version is being deployed beside the one that serves.
  boolean isBeingChanged() {
    return !isSettled()
        && serving.isPresent()
        && (latestKind() == OperationKind.UPDATE_SERVICE
            || latestKind() == OperationKind.START_DEPLOYMENT);
  }

  Status status() {
    return status;
  }

  Settings shown() {
    return shown;
  }

  Optional<Settings> serving() {
    return serving;
  }

  /// Newest first.
  List<Operation> operations() {
    return List.copyOf(operations);
  }

  OperationKind latestKind() {
    return operations.getFirst().kind();
  }
}
