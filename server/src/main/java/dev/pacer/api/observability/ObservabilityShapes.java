package dev.pacer.api.observability;

import dev.pacer.api.shapes.ObservabilityConfiguration;
import dev.pacer.api.shapes.ObservabilityConfigurationSummary;
import dev.pacer.api.shapes.TraceConfiguration;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.Revision;

/// Shows observability configurations in the API's shapes.
final class ObservabilityShapes {
  private ObservabilityShapes() {}

  static ObservabilityConfiguration full(ListedRevision<Tracing> listed) {
    Revision<Tracing> revision = listed.revision();
    return new ObservabilityConfiguration(
        revision.arn().toString(),
        revision.name(),
        revision.settings().vendor().map(TraceConfiguration::new).orElse(null),
        revision.number(),
        listed.latest(),
        revision.isActive() ? "ACTIVE" : "INACTIVE",
        revision.createdAt(),
        revision.deletedAt().orElse(null));
  }

  static ObservabilityConfigurationSummary summary(ListedRevision<Tracing> listed) {
    Revision<Tracing> revision = listed.revision();
    return new ObservabilityConfigurationSummary(
        revision.arn().toString(), revision.name(), revision.number());
  }
}
