package dev.pacer.api.observability;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.CreateObservabilityConfigurationRequest;
import dev.pacer.api.shapes.CreateObservabilityConfigurationResponse;
import dev.pacer.api.shapes.TraceConfiguration;
import dev.pacer.api.tags.TagRules;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.RevisionStore;
import dev.pacer.revision.RevisionStore.Creation;
import dev.pacer.support.Quotas;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// CreateObservabilityConfiguration: the next revision of a name.
final class CreateObservabilityConfiguration
    implements Operation<
        CreateObservabilityConfigurationRequest, CreateObservabilityConfigurationResponse> {
  private static final String RESERVED = "DefaultConfiguration";

  private final RevisionStore<Tracing> store;
  private final Quotas quotas;

  CreateObservabilityConfiguration(RevisionStore<Tracing> store, Quotas quotas) {
    this.store = store;
    this.quotas = quotas;
  }

  @Override
  public CreateObservabilityConfigurationResponse call(
      CallContext context, CreateObservabilityConfigurationRequest request) {
    String name = request.observabilityConfigurationName();
    if (name.equals(RESERVED)) {
      throw ApiErrors.invalidRequest(
          "The observability configuration name '" + RESERVED + "' is reserved.");
    }
    TraceConfiguration trace = request.traceConfiguration();
    Creation<Tracing> creation =
        store.create(
            Worlds.of(context),
            name,
            new Tracing(Optional.ofNullable(trace).map(TraceConfiguration::vendor)),
            TagRules.read(request.tags()),
            new RevisionStore.Limits(
                quotas.observabilityConfigurations(), quotas.observabilityRevisions()));
    return switch (creation) {
      case Creation.Created<Tracing>(var listed) ->
          new CreateObservabilityConfigurationResponse(ObservabilityShapes.full(listed));
      case Creation.NamesExhausted<Tracing> _ ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quotas.observabilityConfigurations()
                  + " observability configuration names in this account and region.");
      case Creation.RevisionsExhausted<Tracing> _ ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quotas.observabilityRevisions()
                  + " revisions of the observability configuration "
                  + name
                  + ".");
    };
  }
}
