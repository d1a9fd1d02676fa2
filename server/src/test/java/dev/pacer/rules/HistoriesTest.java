package dev.pacer.rules;

import dev.pacer.testing.Mortality;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several clients call at once while servers die and follow one another. A seed says which calls are
/// made and when servers die; how the clients overlap, it does not.
class HistoriesTest {
  private static final int CLIENTS = 4;
  private static final int CALLS = 25;
  private static final int TRIES = 4;

  @TempDir private static Path directory;
  private static Succession servers;

  @BeforeAll
  static void start() {
    servers = new Succession(directory);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void whatClientsAreAnsweredCanHaveHappenedOneAfterTheOther() {
    Tries.each(
        TRIES,
        seed -> {
          HistoryWorld world = new HistoryWorld(servers);
          try {
            live(world, new Random(seed));
            world.audit();
          } catch (AssertionError contradiction) {
            throw new AssertionError(
                contradiction.getMessage() + "\nAgain with -Dpacer.rules.seed=" + seed,
                contradiction);
          }
        });
  }

  private static void live(HistoryWorld world, RandomGenerator random) {
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < CLIENTS; number++) {
        HistoryClient client = new HistoryClient(world, new Random(random.nextLong()));
        clients.add(threads.submit(() -> client.makes(CALLS)));
      }
      servers.life().dieAt(deathOf(random));
      while (!clients.stream().allMatch(Future::isDone)) {
        awaitDeath(servers.life(), clients);
        if (servers.life().isDead()) {
          servers.succeed();
          world.discover();
          servers.life().dieAt(deathOf(random));
        }
      }
    }
    if (!servers.life().spare()) {
      servers.succeed();
    }
    clients.forEach(HistoriesTest::rethrow);
  }

  private static int deathOf(RandomGenerator random) {
    return 20 + random.nextInt(150);
  }

  private static void awaitDeath(Mortality life, List<Future<?>> clients) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofMinutes(1))
        .until(() -> life.isDead() || clients.stream().allMatch(Future::isDone));
  }

  private static void rethrow(Future<?> client) {
    try {
      client.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError("A client failed: " + failure.getCause(), failure);
    }
  }
}
