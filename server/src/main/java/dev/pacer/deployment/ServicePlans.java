package dev.pacer.deployment;

import dev.pacer.operation.OperationPlan;
import dev.pacer.operation.OperationType;
import dev.pacer.operation.Step;
import dev.pacer.service.Service;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What each operation type does, as a list of steps to be read off.
final class ServicePlans {
  private ServicePlans() {}

  /// @param settled told of every service whose operation ended
  static Map<OperationType, OperationPlan> of(
      DeploymentSteps steps, ServiceLogs logs, Consumer<Service> settled) {
    Map<OperationType, OperationPlan> plans = new EnumMap<>(OperationType.class);
    for (OperationType type : OperationType.values()) {
      plans.put(type, new ServicePlan(type, stepsOf(type, steps), logs, settled));
    }
    return plans;
  }

  private static List<Step> stepsOf(OperationType type, DeploymentSteps steps) {
    return switch (type) {
      case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT, RESUME_SERVICE ->
          List.of(
              steps.resolveImage(),
              steps.startInstances(),
              steps.awaitHealthy(),
              steps.switchTraffic());
      case PAUSE_SERVICE, DELETE_SERVICE -> List.of(steps.removeInstances());
    };
  }
}
