package dev.pacer.automation.webhook;

import java.util.Optional;
import java.util.Set;

/// Told of what webhooks say; returns at once.
public interface Arrivals {

  /// A branch has another commit.
  ///
  /// @param repositories every name under which the repository can be cloned
  /// @return how many services deploy from it by themselves
  int pushed(Set<RepositoryName> repositories, String branch, String commit);

  /// A tag means another image.
  ///
  /// @param repository the image's path in its registry, without host
  /// @param digest of the image, when it is told
  /// @return how many services deploy from it by themselves
  int tagged(String repository, String tag, Optional<String> digest);
}
