package dev.pacer.build;

import dev.pacer.source.git.Commit;
import java.util.Map;

/// How images that were built are named and labelled: a person who looks at the engine finds whose they
/// are. Pure.
final class BuiltImages {
  private BuiltImages() {}

  static String name(BuildTask task) {
    return "pacer-service/" + task.serviceId() + ":" + task.version();
  }

  static Map<String, String> labels(BuildTask task, Commit commit) {
    return Map.of(
        "dev.pacer.service", task.serviceId(),
        "dev.pacer.version", String.valueOf(task.version()),
        "org.opencontainers.image.revision", commit.id());
  }
}
