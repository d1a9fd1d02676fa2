package dev.pacer.rules;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamesTest {
  private static final int QUOTA = 10;

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

  @ParameterizedTest
  @EnumSource
  void connectionsAndConnectorsKeepTheirRules(NameApi api) {
    new RandomCalls<>(1, 60, NameCall::draw, () -> new NameWorld(bed, api, QUOTA)).agree();
  }
}
