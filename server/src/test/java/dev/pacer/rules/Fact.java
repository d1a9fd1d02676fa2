package dev.pacer.rules;

import dev.pacer.rules.Phase.Entry;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a caller learnt of one service from one answer.
sealed interface Fact {

  /// Something that was so at some moment between call and answer.
  sealed interface Seen extends Fact {
    boolean fits(Phase phase);
  }

  /// An operation began, and only it.
  ///
  /// @param image what the service showed then
  record Began(OperationKind kind, String operationId, String image) implements Fact {}

  /// The server died over a call that would have begun an operation, or did.
  record Lost(OperationKind kind) implements Fact {}

  /// A deployment was asked for that may wait for its turn.
  ///
  /// @param remembered whether the server lived long enough to say that it has it
  record Triggered(boolean remembered) implements Fact {}

  /// Nothing: the server died over a call that begins no operation.
  record Nothing() implements Fact {}

  record InStatus(Set<Status> statuses) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return statuses.contains(phase.status());
    }
  }

  record Described(Status status, String image) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return phase.status() == status && phase.shows(image);
    }
  }

  /// @param entries oldest first
  record Listed(List<Entry> entries) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return phase.operations().equals(entries);
    }
  }

  /// @param standings of the versions that are kept, by number
  record Versions(Map<Integer, String> standings) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return phase.standings().stream()
          .anyMatch(legal -> legal.entrySet().containsAll(standings.entrySet()));
    }
  }

  /// An operation was asked to go back.
  record Cancelled(String operationId) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return phase.isInProgress(operationId);
    }
  }

  /// An operation could not be cancelled.
  ///
  /// @param ended whether because it had ended
  record NotCancelled(String operationId, boolean ended) implements Seen {
    @Override
    public boolean fits(Phase phase) {
      return ended ? phase.hasEnded(operationId) : phase.isInProgress(operationId);
    }
  }
}
