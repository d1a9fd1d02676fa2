package dev.pacer.rules;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.rules.RevisionModel.Rules;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {
  @TempDir private static Path directory;
  private static ApiBed bed;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory);
    bed.engine.register("missing:1", MemoryImage.missing());
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void autoScalingConfigurationsKeepTheirRules() {
    Rules rules = new Rules(10, 5, false);

    new RandomCalls<>(
            2, 80, RevisionCall::draw, () -> new RevisionWorld(bed, RevisionApi.SCALING, rules))
        .agree();
  }

  @Test
  void observabilityConfigurationsKeepTheirRules() {
    Rules rules = new Rules(10, 10, true);

    new RandomCalls<>(
            1,
            80,
            RevisionCall::draw,
            () -> new RevisionWorld(bed, RevisionApi.OBSERVABILITY, rules))
        .agree();
  }
}
