package dev.pacer.rules;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLifeTest {
  private static final int QUOTA = 3;

  @TempDir private static Path directory;
  private static ApiBed bed;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory, new Quotas(QUOTA, 10, 10, 5, 10, 10, 10, 1, 5, 25));
    bed.engine.register("missing:1", MemoryImage.missing());
    crowd(Math.min(Tries.times(), 50));
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void servicesLiveByTheCallMatrix() {
    new RandomCalls<>(2, 20, LifeCall::draw, () -> new LifeWorld(bed, QUOTA)).agree();
  }

  /// Services of others, over which reconcilers have to go; the more there are, the older is what
  /// they know when they act.
  private static void crowd(int accounts) {
    for (int number = 0; number < accounts; number++) {
      Account account = Account.fresh(bed);
      for (int name = 0; name < QUOTA; name++) {
        account.service("name-" + name, Map.of());
      }
    }
  }
}
