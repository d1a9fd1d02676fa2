package dev.pacer.service;

/// Where a service is in its life. Each state offers exactly the moves that are legal from it, so an
/// illegal one does not compile:
///
/// ```
///            create            succeeded
///   (none) ─────────▶ InProgress ─────────▶ Running ⇄ InProgress ⇄ Paused
///                         │ failed                        │
///                         ▼            update, delete     ▼ delete
///                     CreateFailed ────────────▶ InProgress ──▶ Deleted
///                                                        └────▶ DeleteFailed
/// ```
public sealed interface Lifecycle {

  /// What the API shows for this state.
  ServiceStatus status();

  /// A state in which nothing is under way, so that an operation may begin.
  sealed interface Settled extends Lifecycle {
    default InProgress begin(String operationId) {
      return new InProgress(operationId);
    }
  }

  /// One operation is under way; it alone decides what comes next.
  record InProgress(String operationId) implements Lifecycle {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.OPERATION_IN_PROGRESS;
    }

    public Running running() {
      return new Running();
    }

    public Paused paused() {
      return new Paused();
    }

    public CreateFailed createFailed() {
      return new CreateFailed();
    }

    public DeleteFailed deleteFailed() {
      return new DeleteFailed();
    }

    public Deleted deleted() {
      return new Deleted();
    }
  }

  /// A version serves.
  record Running() implements Settled {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.RUNNING;
    }
  }

  /// Scaled to nothing on request; the last version is remembered.
  record Paused() implements Settled {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.PAUSED;
    }
  }

  /// No version ever served. The service may be mended by an update.
  record CreateFailed() implements Settled {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.CREATE_FAILED;
    }
  }

  /// Removing its instances failed; deleting again is legal.
  record DeleteFailed() implements Settled {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.DELETE_FAILED;
    }
  }

  /// Gone; only its record is kept for a while.
  record Deleted() implements Lifecycle {
    @Override
    public ServiceStatus status() {
      return ServiceStatus.DELETED;
    }
  }

  /// The state behind a stored status.
  ///
  /// @param operationId the operation under way, read only for `OPERATION_IN_PROGRESS`
  static Lifecycle of(ServiceStatus status, String operationId) {
    return switch (status) {
      case OPERATION_IN_PROGRESS -> new InProgress(operationId);
      case RUNNING -> new Running();
      case PAUSED -> new Paused();
      case CREATE_FAILED -> new CreateFailed();
      case DELETE_FAILED -> new DeleteFailed();
      case DELETED -> new Deleted();
    };
  }
}
