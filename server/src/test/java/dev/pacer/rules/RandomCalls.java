package dev.pacer.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes random sequences of calls, each in a new world, until one disagrees with its model. Then
/// calls are dropped one after the other as long as the disagreement stays.
///
/// @param tries how many sequences
/// @param length how many calls each has
/// @param draw one call at random; it must make sense in every state, so that calls before it can be
///     dropped
/// @param <C> the calls; their text is what a reader gets
record RandomCalls<C>(
    int tries, int length, Function<RandomGenerator, C> draw, Supplier<World<C>> worlds) {
  private static final Logger log = LoggerFactory.getLogger(RandomCalls.class);
  private static final int MOST_REPLAYS = 300;

  /// Where calls are made and compared.
  interface World<C> extends AutoCloseable {
    /// Makes the call through the API and in the model.
    ///
    /// @throws AssertionError when they disagree
    void make(C call);

    /// Compares what can only be compared at the end, and cleans up.
    @Override
    default void close() {}
  }

  /// Fails when the API disagrees with the model.
  void agree() {
    Tries.each(
        tries,
        seed -> {
          List<C> calls = drawn(new Random(seed));
          Optional<Throwable> failure = played(calls);
          if (failure.isPresent()) {
            log.atInfo().addKeyValue("seed", seed).log("shrinks a disagreement");
            List<C> fewer = shrunk(calls);
            throw told(seed, calls.size(), fewer, played(fewer).orElse(failure.get()));
          }
        });
  }

  private List<C> drawn(RandomGenerator random) {
    List<C> calls = new ArrayList<>();
    for (int number = 0; number < length; number++) {
      calls.add(draw.apply(random));
    }
    return calls;
  }

  private Optional<Throwable> played(List<C> calls) {
    try (World<C> world = worlds.get()) {
      calls.forEach(world::make);
      return Optional.empty();
    } catch (AssertionError | RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  /// Leaves out ever smaller parts whose absence does not make the disagreement go away.
  private List<C> shrunk(List<C> calls) {
    List<C> left = calls;
    int replays = 0;
    for (int part = calls.size() / 2; part >= 1; part /= 2) {
      for (int from = 0; from < left.size() && replays < MOST_REPLAYS; replays++) {
        List<C> fewer = without(left, from, Math.min(from + part, left.size()));
        if (played(fewer).isPresent()) {
          left = fewer;
        } else {
          from += part;
        }
      }
    }
    return left;
  }

  private static <C> List<C> without(List<C> calls, int from, int to) {
    List<C> fewer = new ArrayList<>(calls.subList(0, from));
    fewer.addAll(calls.subList(to, calls.size()));
    return fewer;
  }

  private static AssertionError told(long seed, int drawn, List<?> calls, Throwable failure) {
    StringBuilder text = new StringBuilder();
    text.append(calls.size()).append(" of ").append(drawn).append(" calls disagree:");
    for (int number = 0; number < calls.size(); number++) {
      text.append("\n%4d. ".formatted(number + 1)).append(calls.get(number));
    }
    text.append("\n").append(failure.getMessage());
    text.append("\nAgain with -Dpacer.rules.seed=").append(seed);
    return new AssertionError(text.toString(), failure);
  }
}
