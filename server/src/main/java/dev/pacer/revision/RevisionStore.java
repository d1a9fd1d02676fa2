package dev.pacer.revision;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.util.Map;
import java.util.Optional;

/// Keeps the revisions of one kind. What has a built-in configuration has it in every world, without
/// being created, until it is deleted.
///
/// Safe for any thread; every method is one transaction, so that quotas, numbers and refusals hold
/// under concurrent calls.
///
/// @param <S> what is configured
public interface RevisionStore<S> {

  /// Makes the next revision of a name.
  Creation<S> create(
      AccountRegion world, String name, S settings, Map<String, String> tags, Limits limits);

  /// What a full ARN names, active or not; what a partial one names, if it is active.
  Optional<ListedRevision<S>> find(RevisionArn arn);

  /// Active revisions by name and number.
  ///
  /// @param name only this name; every name when empty
  /// @param after the key that the previous page ended with
  Page<ListedRevision<S>> list(
      AccountRegion world,
      Optional<String> name,
      boolean latestOnly,
      Optional<String> after,
      int limit);

  /// Makes one active revision inactive.
  Deletion<S> delete(RevisionArn arn);

  /// Makes every active revision of a name inactive, or none.
  Deletion<S> deleteAll(AccountRegion world, String name);

  /// What services of that world use when they name none.
  ///
  /// @throws IllegalStateException when this kind has no default
  ListedRevision<S> defaultOf(AccountRegion world);

  /// Makes an active revision the default of its world.
  ///
  /// @return empty when there is no such active revision
  Optional<ListedRevision<S>> makeDefault(RevisionArn arn);

  /// How many names a world and active revisions a name may have.
  record Limits(int names, int revisions) {}

  /// What became of a wish to create.
  sealed interface Creation<S> {
    record Created<S>(ListedRevision<S> listed) implements Creation<S> {}

    record NamesExhausted<S>() implements Creation<S> {}

    record RevisionsExhausted<S>() implements Creation<S> {}
  }

  /// What became of a wish to delete.
  sealed interface Deletion<S> {
    /// @param newest the newest of those deleted
    record Deleted<S>(ListedRevision<S> newest) implements Deletion<S> {}

    record NotFound<S>() implements Deletion<S> {}

    record IsDefault<S>() implements Deletion<S> {}

    record InUse<S>(ListedRevision<S> used) implements Deletion<S> {}
  }
}
