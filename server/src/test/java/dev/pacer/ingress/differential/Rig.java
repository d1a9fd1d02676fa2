package dev.pacer.ingress.differential;

import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.IngressTimeouts;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// A front door before an alien server, and lanes in which strings are tried at once.
final class Rig {
  private static final int LANES = 32;

  /// A string that leaves the front door, or the server, waiting costs this much.
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final IngressTimeouts TIMEOUTS =
      IngressTimeouts.DEFAULTS
          .withHead(PATIENCE)
          .withStall(PATIENCE)
          // Every request shares the connection of the one before it.
          .withFresh(Duration.ofMinutes(1));

  private final AlienServer server;
  private final Queue<HostileString> left;
  private final Queue<HostileString> forwarded = new ConcurrentLinkedQueue<>();
  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> connections = new ConcurrentLinkedQueue<>();

  private Rig(AlienServer server, Collection<HostileString> strings) {
    this.server = server;
    this.left = new ConcurrentLinkedQueue<>(strings);
  }

  /// What came of all strings.
  ///
  /// @param forwarded those of which the server saw anything
  /// @param findings those that the two sides saw as different requests
  /// @param connections how many the front door made to the server
  record Report(List<HostileString> forwarded, List<String> findings, int connections) {}

  static Report run(AlienServer server, Collection<HostileString> strings) throws IOException {
    return new Rig(server, strings).run();
  }

  private Report run() throws IOException {
    RouteSlot routes = new RouteSlot();
    IngressServer door =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", 0).withTimeouts(TIMEOUTS),
            routes,
            InstantSource.system());
    List<Lane> lanes = new ArrayList<>();
    try {
      for (int i = 0; i < LANES; i++) {
        lanes.add(new Lane("lane-%02d.test".formatted(i), door.httpAddress(), server));
      }
      routes.publish(table(lanes));
      driveAll(lanes);
    } finally {
      door.close(Duration.ZERO);
      for (Lane lane : lanes) {
        lane.close();
      }
    }
    return new Report(
        List.copyOf(forwarded),
        List.copyOf(findings),
        connections.stream().mapToInt(Integer::intValue).sum());
  }

  private static RouteTable table(List<Lane> lanes) {
    return new RouteTable(
        lanes.stream()
            .collect(
                Collectors.toMap(
                    Lane::host, lane -> new Route(lane.host(), List.of(lane.backend())))));
  }

  private void driveAll(List<Lane> lanes) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> drives = new ArrayList<>();
      for (Lane lane : lanes) {
        drives.add(() -> drive(lane));
      }
      for (Future<Void> drive : executor.invokeAll(drives)) {
        drive.get();
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Void drive(Lane lane) throws IOException, InterruptedException {
    lane.warmUp();
    for (HostileString next = left.poll(); next != null; next = left.poll()) {
      Lane.Outcome outcome = lane.run(next);
      if (outcome.forwarded() > 0) {
        forwarded.add(next);
      }
      outcome.finding().ifPresent(findings::add);
    }
    connections.add(lane.upstreamConnections());
    return null;
  }
}
