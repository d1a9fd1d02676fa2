package dev.pacer.api.observability;

import dev.pacer.api.Paging;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.CreateObservabilityConfigurationRequest;
import dev.pacer.api.shapes.DeleteObservabilityConfigurationRequest;
import dev.pacer.api.shapes.DescribeObservabilityConfigurationRequest;
import dev.pacer.api.shapes.ListObservabilityConfigurationsRequest;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.Quotas;
import dev.pacer.wire.OperationBinding;
import java.util.List;

/// The operations on observability configurations under their names.
public final class ObservabilityOperations {
  private ObservabilityOperations() {}

  public static List<OperationBinding<?, ?>> bindings(
      RevisionStore<Tracing> store, Paging paging, Quotas quotas) {
    RevisionLookup<Tracing> lookup =
        new RevisionLookup<>(
            RevisionKind.OBSERVABILITY_CONFIGURATION, "Observability configuration", store);
    return List.of(
        new OperationBinding<>(
            "CreateObservabilityConfiguration",
            CreateObservabilityConfigurationRequest.class,
            new CreateObservabilityConfiguration(store, quotas)),
        new OperationBinding<>(
            "DeleteObservabilityConfiguration",
            DeleteObservabilityConfigurationRequest.class,
            new DeleteObservabilityConfiguration(lookup)),
        new OperationBinding<>(
            "DescribeObservabilityConfiguration",
            DescribeObservabilityConfigurationRequest.class,
            new DescribeObservabilityConfiguration(lookup)),
        new OperationBinding<>(
            "ListObservabilityConfigurations",
            ListObservabilityConfigurationsRequest.class,
            new ListObservabilityConfigurations(store, paging)));
  }
}
