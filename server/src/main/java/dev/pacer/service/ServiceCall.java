package dev.pacer.service;

import dev.pacer.service.Lifecycle.CreateFailed;
import dev.pacer.service.Lifecycle.DeleteFailed;
import dev.pacer.service.Lifecycle.Deleted;
import dev.pacer.service.Lifecycle.InProgress;
import dev.pacer.service.Lifecycle.Paused;
import dev.pacer.service.Lifecycle.Running;
import dev.pacer.service.Lifecycle.Settled;

/// The calls that change a running service, and App Runner's ruling on each in each state.
public enum ServiceCall {
  UPDATE,
  DELETE,
  START_DEPLOYMENT,
  PAUSE,
  /// Pacer's own.
  ROLLBACK,
  RESUME;

  /// What becomes of a call.
  public sealed interface Ruling {
    /// The call may go on from this state.
    record Accepted(Settled from) implements Ruling {}

    /// The service is already as asked: success, and no operation.
    record AlreadySo() implements Ruling {}

    /// InvalidStateException with this text.
    record WrongState(String message) implements Ruling {}

    /// InvalidRequestException with this text; App Runner's StartDeployment answers so.
    record WrongRequest(String message) implements Ruling {}

    /// The service does not exist any more.
    record NotFound() implements Ruling {}
  }

  /// Rules on this call in the given state (the call matrix of App Runner).
  public Ruling in(Lifecycle state) {
    if (state instanceof Deleted) {
      return new Ruling.NotFound();
    }
    return switch (this) {
      case UPDATE -> update(state);
      case DELETE -> state instanceof Settled from ? accepted(from) : refused("deleted", state);
      case START_DEPLOYMENT -> startDeployment(state);
      case PAUSE -> pause(state);
      case ROLLBACK ->
          state instanceof Running from ? accepted(from) : refused("rolled back", state);
      case RESUME -> resume(state);
    };
  }

  private static Ruling update(Lifecycle state) {
    return switch (state) {
      case Running running -> accepted(running);
      case CreateFailed failed -> accepted(failed);
      case InProgress _, Paused _, DeleteFailed _, Deleted _ -> refused("updated", state);
    };
  }

  private static Ruling startDeployment(Lifecycle state) {
    if (state instanceof Running running) {
      return accepted(running);
    }
    return new Ruling.WrongRequest(
        "Can't start a deployment on the specified service, because it isn't in RUNNING state.");
  }

  private static Ruling pause(Lifecycle state) {
    return switch (state) {
      case Running running -> accepted(running);
      case Paused _ -> new Ruling.AlreadySo();
      case InProgress _, CreateFailed _, DeleteFailed _, Deleted _ -> refused("paused", state);
    };
  }

  private static Ruling resume(Lifecycle state) {
    return switch (state) {
      case Paused paused -> accepted(paused);
      case Running _ -> new Ruling.AlreadySo();
      case InProgress _, CreateFailed _, DeleteFailed _, Deleted _ -> refused("resumed", state);
    };
  }

  private static Ruling accepted(Settled from) {
    return new Ruling.Accepted(from);
  }

  private static Ruling refused(String participle, Lifecycle state) {
    return new Ruling.WrongState(
        "Service cannot be " + participle + " in the current state: " + state.status() + ".");
  }
}
