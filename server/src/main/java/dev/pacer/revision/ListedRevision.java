package dev.pacer.revision;

import java.time.Instant;

/// A revision with what follows from others.
///
/// @param latest whether it is the newest active one of its name
/// @param isDefault whether new services of its world use it when they name none
/// @param used whether a living service uses it
public record ListedRevision<S>(
    Revision<S> revision, boolean latest, boolean isDefault, boolean used) {

  /// The same revision, made inactive.
  public ListedRevision<S> deleted(Instant now) {
    return new ListedRevision<>(revision.deleted(now), false, false, used);
  }
}
