package dev.pacer.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.clients.Call;
import dev.pacer.compat.clients.JavaClient;
import dev.pacer.compat.scenarios.Scenario;
import dev.pacer.compat.scenarios.Scenarios;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScenarioCoverageTest {

  @Test
  void everyOperationOfTheNewestClientSucceedsInAScenario() {
    Set<String> covered = new TreeSet<>();

    Scenarios.ALL.stream().map(Scenario::operations).forEach(covered::addAll);

    covered.removeIf(operation -> operation.startsWith(Call.OWN));
    assertThat(JavaClient.allOperations()).hasSize(37).isEqualTo(covered);
  }

  @Test
  void everyScenarioSaysSomethingElse() {
    assertThat(Scenarios.ALL).extracting(Scenario::sentence).doesNotHaveDuplicates();
  }
}
