package dev.pacer.api.autoscaling;

import dev.pacer.api.Paging;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.CreateAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.DeleteAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.DescribeAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.ListAutoScalingConfigurationsRequest;
import dev.pacer.api.shapes.ListServicesForAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.UpdateDefaultAutoScalingConfigurationRequest;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.Quotas;
import dev.pacer.wire.OperationBinding;
import java.util.List;

/// The operations on auto scaling configurations under their names.
public final class AutoScalingOperations {
  private AutoScalingOperations() {}

  public static List<OperationBinding<?, ?>> bindings(
      RevisionStore<ScalingRules> store, ServiceStore services, Paging paging, Quotas quotas) {
    RevisionLookup<ScalingRules> lookup =
        new RevisionLookup<>(
            RevisionKind.AUTO_SCALING_CONFIGURATION, "Auto scaling configuration", store);
    return List.of(
        new OperationBinding<>(
            "CreateAutoScalingConfiguration",
            CreateAutoScalingConfigurationRequest.class,
            new CreateAutoScalingConfiguration(store, quotas)),
        new OperationBinding<>(
            "DeleteAutoScalingConfiguration",
            DeleteAutoScalingConfigurationRequest.class,
            new DeleteAutoScalingConfiguration(lookup)),
        new OperationBinding<>(
            "DescribeAutoScalingConfiguration",
            DescribeAutoScalingConfigurationRequest.class,
            new DescribeAutoScalingConfiguration(lookup)),
        new OperationBinding<>(
            "ListAutoScalingConfigurations",
            ListAutoScalingConfigurationsRequest.class,
            new ListAutoScalingConfigurations(store, paging)),
        new OperationBinding<>(
            "ListServicesForAutoScalingConfiguration",
            ListServicesForAutoScalingConfigurationRequest.class,
            new ListServicesForAutoScalingConfiguration(lookup, services, paging)),
        new OperationBinding<>(
            "UpdateDefaultAutoScalingConfiguration",
            UpdateDefaultAutoScalingConfigurationRequest.class,
            new UpdateDefaultAutoScalingConfiguration(lookup)));
  }
}
