package dev.pacer.compat.scenarios;

import java.util.List;
import java.util.stream.Stream;

/// All scenarios.
public final class Scenarios {
  public static final List<Scenario> ALL =
      Stream.of(
              ServiceScenarios.ALL,
              RefusalScenarios.ALL,
              ScalingScenarios.ALL,
              ObservabilityScenarios.ALL,
              ConnectionScenarios.ALL,
              ConnectorScenarios.ALL,
              IngressScenarios.ALL,
              DomainScenarios.ALL,
              TagScenarios.ALL,
              VersionScenarios.ALL)
          .flatMap(List::stream)
          .toList();

  private Scenarios() {}
}
