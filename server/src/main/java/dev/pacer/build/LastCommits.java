package dev.pacer.build;

import dev.pacer.source.git.Commit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The commit that was last taken for each service, also when no version came of it; of very many
/// services only the newest. Safe for any thread.
final class LastCommits {
  private static final int MOST = 100_000;

  private final Map<String, String> commits =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void note(String serviceId, Commit commit) {
    var _ = commits.remove(serviceId);
    commits.put(serviceId, commit.id());
  }

  synchronized Optional<String> of(String serviceId) {
    return Optional.ofNullable(commits.get(serviceId));
  }
}
