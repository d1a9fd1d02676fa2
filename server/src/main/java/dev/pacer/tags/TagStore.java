package dev.pacer.tags;

import dev.pacer.support.Arn;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads and changes the tags of every kind of resource. Safe for any thread; every method is one
/// transaction.
public interface TagStore {

  /// The tags of a living resource, by its full ARN.
  Optional<Map<String, String>> find(Arn resource);

  /// Replaces a resource's tags by what a pure function makes of them.
  ///
  /// @param change gives nothing to leave them as they are
  Outcome update(Arn resource, Function<Map<String, String>, Optional<Map<String, String>>> change);

  /// What became of an update.
  enum Outcome {
    UPDATED,
    LEFT,
    NOT_FOUND
  }
}
