package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.source.configuration.BuildConfiguration;
import dev.pacer.source.configuration.ConfigurationFile;
import dev.pacer.testing.Examples;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  @Test
  void everyExampleHasItsRuntimeInItsDescription() {
    for (String example : Examples.names()) {
      String configuration = Examples.files(example).get(ConfigurationFile.NAME);
      if (configuration != null) {
        BuildConfiguration read = ConfigurationFile.parse(configuration);
        assertThat(Objects.requireNonNull(Examples.files(example).get("README.md")))
            .as(example)
            .contains("`" + read.runtime().fileName() + "`");
      }
    }
  }
}
