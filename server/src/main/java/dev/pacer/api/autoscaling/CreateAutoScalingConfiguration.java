package dev.pacer.api.autoscaling;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.CreateAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.CreateAutoScalingConfigurationResponse;
import dev.pacer.api.tags.TagRules;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.RevisionStore;
import dev.pacer.revision.RevisionStore.Creation;
import dev.pacer.support.Quotas;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// CreateAutoScalingConfiguration: the next revision of a name.
final class CreateAutoScalingConfiguration
    implements Operation<
        CreateAutoScalingConfigurationRequest, CreateAutoScalingConfigurationResponse> {
  private final RevisionStore<ScalingRules> store;
  private final Quotas quotas;

  CreateAutoScalingConfiguration(RevisionStore<ScalingRules> store, Quotas quotas) {
    this.store = store;
    this.quotas = quotas;
  }

  @Override
  public CreateAutoScalingConfigurationResponse call(
      CallContext context, CreateAutoScalingConfigurationRequest request) {
    Creation<ScalingRules> creation =
        store.create(
            Worlds.of(context),
            request.autoScalingConfigurationName(),
            rules(request),
            TagRules.read(request.tags()),
            new RevisionStore.Limits(
                quotas.autoScalingConfigurations(), quotas.autoScalingRevisions()));
    return switch (creation) {
      case Creation.Created<ScalingRules>(var listed) ->
          new CreateAutoScalingConfigurationResponse(ScalingShapes.full(listed));
      case Creation.NamesExhausted<ScalingRules> _ ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quotas.autoScalingConfigurations()
                  + " auto scaling configuration names in this account and region.");
      case Creation.RevisionsExhausted<ScalingRules> _ ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quotas.autoScalingRevisions()
                  + " revisions of the auto scaling configuration "
                  + request.autoScalingConfigurationName()
                  + ".");
    };
  }

  private ScalingRules rules(CreateAutoScalingConfigurationRequest request) {
    ScalingRules usual = ScalingRules.BUILT_IN;
    Integer maxConcurrency = request.maxConcurrency();
    Integer minSize = request.minSize();
    Integer maxSize = request.maxSize();
    ScalingRules rules =
        new ScalingRules(
            maxConcurrency == null ? usual.maxConcurrency() : maxConcurrency,
            minSize == null ? usual.minSize() : minSize,
            maxSize == null ? Math.min(usual.maxSize(), quotas.instances()) : maxSize);
    if (rules.minSize() > rules.maxSize()) {
      throw ApiErrors.invalidRequest(
          "MinSize "
              + rules.minSize()
              + " must not be greater than MaxSize "
              + rules.maxSize()
              + ".");
    }
    if (rules.maxSize() > quotas.instances()) {
      throw ApiErrors.quotaExceeded(
          "MaxSize "
              + rules.maxSize()
              + " is greater than the quota of "
              + quotas.instances()
              + " instances of a service.");
    }
    return rules;
  }
}
