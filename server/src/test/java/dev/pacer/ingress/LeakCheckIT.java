package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Very many mixed requests, good ones and such that end in the middle, and then nothing is left: no
/// connection, no request in flight, no buffer, no file descriptor.
///
/// `-Dpacer.leak.visits=N` pays more visits than the build does, `-Dpacer.leak.seed=N` other ones;
/// `bench/leak-check` pays a million.
final class LeakCheckIT {
  private static final int VISITS = Integer.getInteger("pacer.leak.visits", 20_000);
  private static final long SEED = Long.getLong("pacer.leak.seed", 20_261_125L);
  private static final int CLIENTS = 32;

  /// What the allocator may keep for the next buffers; the check would lose far more.
  private static final long KEPT_BYTES = 16 << 20;

  private static final List<LeakVisit> VISIT_MIX =
      Arrays.stream(LeakVisit.values())
          .flatMap(visit -> Collections.nCopies(visit.weight(), visit).stream())
          .toList();

  @Test
  void afterManyMixedRequestsNothingIsLeft() throws Exception {
    payVisits(CLIENTS * 50);
    long socketsBefore = openSockets();
    long memoryBefore = directMemory();

    payVisits(VISITS);

    FrontDoor.patiently()
        .untilAsserted(() -> assertThat(openSockets()).isLessThanOrEqualTo(socketsBefore));
    assertThat(directMemory()).isLessThan(memoryBefore + KEPT_BYTES);
  }

  /// The front door's own end checks connections, requests in flight and leaked buffers.
  private static void payVisits(int visits) throws Exception {
    try (Origin origin = LeakOrigin.start();
        Origin other = LeakOrigin.start();
        FrontDoor door = FrontDoor.to(origin.backend(), other.backend())) {
      payFromAllClients(door, visits);
      door.awaitRest();
      FrontDoor.patiently()
          .untilAsserted(() -> assertThat(door.metrics().openConnections()).isZero());
      reportLeaks(door);
    }
  }

  private static void payFromAllClients(FrontDoor door, int visits)
      throws InterruptedException, ExecutionException {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> clients.submit(() -> payFromOne(door, client, visits / CLIENTS)))
              .toList();
      for (Future<?> client : all) {
        client.get();
      }
    }
  }

  private static Void payFromOne(FrontDoor door, int client, int visits) throws IOException {
    RandomGenerator random = new SplittableRandom(SEED + client);
    Wire wire = door.connect();
    for (int visit = 0; visit < visits; visit++) {
      LeakVisit next = VISIT_MIX.get(random.nextInt(VISIT_MIX.size()));
      try {
        next.pay(wire, door);
      } catch (IOException | AssertionError failure) {
        throw new AssertionError(
            "%s, visit %d of client %d with -Dpacer.leak.seed=%d: %s"
                .formatted(next, visit, client, SEED, failure.getMessage()),
            failure);
      }
      if (!next.leavesConnection()) {
        wire.close();
        wire = door.connect();
      }
    }
    wire.close();
    return null;
  }

  /// A buffer that was lost is told of when the next one is made after it was collected.
  private static void reportLeaks(FrontDoor door) throws IOException {
    for (int time = 0; time < 3; time++) {
      System.gc();
      door.ask(FrontDoor.get("/small"));
    }
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(LeakCheckIT::isSocketOrEvents).count();
    }
  }

  private static boolean isSocketOrEvents(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:") || target.startsWith("anon_inode:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
