package dev.pacer.automation;

import dev.pacer.service.BuiltSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Source;
import dev.pacer.service.Version;
import java.util.List;
import java.util.Optional;

/// What a service's source meant when it was last looked up, whether that version came to serve or not.
/// Versions that only go on with an image say nothing of it: those of a rollback, and those with other
/// settings. Otherwise every rollback would be undone at the next look. Pure.
final class LastLookUp {
  private LastLookUp() {}

  /// The commit or digest.
  ///
  /// @param newestFirst the service's versions
  /// @param current versions of other sources do not count
  /// @return empty before the first was looked up
  static Optional<String> mark(List<Version> newestFirst, Source current) {
    List<Version> pinned =
        newestFirst.stream()
            .filter(version -> version.image().isPresent())
            .filter(version -> version.configuration().source().namesTheSameAs(current))
            .toList();
    for (int i = 0; i < pinned.size(); i++) {
      Version version = pinned.get(i);
      boolean carriedOn =
          i + 1 < pinned.size() && pinned.get(i + 1).image().equals(version.image());
      if (version.restoredVersion().isEmpty() && !carriedOn) {
        return mark(version);
      }
    }
    return pinned.stream().findFirst().flatMap(LastLookUp::mark);
  }

  private static Optional<String> mark(Version version) {
    return version
        .built()
        .map(BuiltSource::commit)
        .or(() -> version.image().map(PinnedImage::digest));
  }
}
