package dev.pacer.rules;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries something with many seeds. What a try does must follow from its seed alone.
final class Tries {
  private static final Logger log = LoggerFactory.getLogger(Tries.class);
  private static final int TIMES = Integer.getInteger("pacer.rules.times", 1);

  private Tries() {}

  /// How many times the usual tries are made.
  static int times() {
    return TIMES;
  }

  /// Makes that many tries, times the system property `pacer.rules.times`; with the property
  /// `pacer.rules.seed` only the one of that seed.
  static void each(int tries, LongConsumer attempt) {
    Long seed = Long.getLong("pacer.rules.seed");
    if (seed != null) {
      attempt.accept(seed);
      return;
    }
    long first = ThreadLocalRandom.current().nextLong(1L << 40);
    long start = System.nanoTime();
    for (int number = 0; number < tries * TIMES; number++) {
      attempt.accept(first + number);
    }
    log.atInfo()
        .addKeyValue("tries", tries * TIMES)
        .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
        .addKeyValue("answers", Tally.taken())
        .log("model and API agree");
  }
}
