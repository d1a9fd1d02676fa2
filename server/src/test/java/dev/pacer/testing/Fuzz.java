package dev.pacer.testing;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries code with many made-up inputs. Each is made from a seed of its own, the next whole number
/// after that of the input before it, so that a failure names the seed that makes its input again.
///
/// Two system properties are for runs by hand: `pacer.fuzz.seed` is the seed of the first input, and
/// `pacer.fuzz.times` how many times as many inputs are tried as usual.
public final class Fuzz {

  private static final Logger LOG = LoggerFactory.getLogger(Fuzz.class);
  private static final long SEED = Long.getLong("pacer.fuzz.seed", 20_261_124L);
  private static final int TIMES = Integer.getInteger("pacer.fuzz.times", 1);

  private Fuzz() {}

  /// Tries so many inputs, times the property.
  ///
  /// @param trial makes an input and tries it; its result says what came of it
  /// @return how often what came of it
  public static Map<String, Integer> tryInputs(
      int inputs, Function<RandomGenerator, String> trial) {
    Map<String, Integer> results = new TreeMap<>();
    for (long seed = SEED; seed < SEED + (long) inputs * TIMES; seed++) {
      try {
        results.merge(trial.apply(new SplittableRandom(seed)), 1, Integer::sum);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError("with -Dpacer.fuzz.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
    LOG.atInfo()
        .addKeyValue("inputs", (long) inputs * TIMES)
        .addKeyValue("results", results)
        .log("Made-up inputs were tried");
    return results;
  }
}
