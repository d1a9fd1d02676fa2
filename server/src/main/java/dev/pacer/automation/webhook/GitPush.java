package dev.pacer.automation.webhook;

import java.util.Map;
import java.util.Set;

/// What a git server says was pushed.
///
/// @param repositories every name under which the repository can be cloned
/// @param tips the newest commit of every branch that was pushed and still exists
record GitPush(Set<RepositoryName> repositories, Map<String, String> tips) {

  GitPush {
    repositories = Set.copyOf(repositories);
    tips = Map.copyOf(tips);
  }
}
