package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.Operation;
import dev.pacer.rules.History.Event;
import dev.pacer.rules.Phase.Entry;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.Succession.Reign;
import dev.pacer.service.Service;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ServicePicture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// An account that many clients use while servers die and follow one another, and what each client
/// was answered.
final class HistoryWorld {
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  final AccountRegion account =
      new AccountRegion(
          "%012d".formatted(300_000_000_000L + ACCOUNTS.incrementAndGet()), "eu-west-1");

  /// The ARNs of the services that clients know.
  final List<String> services = new CopyOnWriteArrayList<>();

  private final Succession servers;
  private final AtomicLong moments = new AtomicLong();
  private final Map<String, Queue<Event>> events = new ConcurrentHashMap<>();
  private final Map<Reign, ApiBed> apis = new ConcurrentHashMap<>();

  HistoryWorld(Succession servers) {
    this.servers = servers;
    servers.engine.register("good:1", MemoryImage.serving());
    servers.engine.register("good:2", MemoryImage.serving());
    servers.engine.register(Reasons.BAD, MemoryImage.serving().exitingAtOnce(1));
  }

  Succession servers() {
    return servers;
  }

  /// The API of a server.
  ApiBed api(Reign reign) {
    return apis.computeIfAbsent(
        reign, one -> new ApiBed(one.plane(), servers.engine, Quotas.APP_RUNNER, Instant.now()));
  }

  /// The next moment; every one is later than all before, for all clients.
  long moment() {
    return moments.incrementAndGet();
  }

  /// @param key a service's ARN, or the name of one whose ARN nobody was told
  void note(String key, Event event) {
    events.computeIfAbsent(key, _ -> new ConcurrentLinkedQueue<>()).add(event);
  }

  /// The operations of a service that somebody knows, oldest first.
  List<String> operations(String arn) {
    return events.getOrDefault(arn, new ConcurrentLinkedQueue<>()).stream()
        .flatMap(event ->
            event.fact() instanceof Fact.Began began
                ? Stream.of(began.operationId())
                : Stream.empty())
        .toList();
  }

  Service stored(String arn) {
    return servers.stored.services().find(arn.substring(arn.length() - 32)).orElseThrow();
  }

  /// Tells clients of services whose creators died over the answer.
  void discover() {
    for (Service service : servers.stored.services().list(account, Optional.empty(), 100).items()) {
      String arn = service.arn().toString();
      if (!services.contains(arn)) {
        events
            .getOrDefault(service.name(), new ConcurrentLinkedQueue<>())
            .forEach(event -> note(arn, event));
        services.add(arn);
      }
    }
  }

  /// Waits until nothing is on its way any more, then fails unless every answer can be explained.
  void audit() {
    discover();
    for (String arn : services) {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertStill(arn));
      History.explain(
          all(arn), List.copyOf(events.getOrDefault(arn, new ConcurrentLinkedQueue<>())));
    }
  }

  private void assertStill(String arn) {
    Service service = stored(arn);
    ServicePicture picture = servers.picture(service.id());
    assertThat(picture.isStill()).as(picture.toString()).isTrue();
    switch (service.status()) {
      case RUNNING -> assertThat(picture.instances()).hasSize(1);
      // A deletion that was cancelled before it took anything away.
      case DELETE_FAILED -> assertThat(picture.instances()).hasSizeLessThan(2);
      default -> assertThat(picture.instances()).isEmpty();
    }
    assertThat(servers.stored.operations().waiting())
        .noneMatch(waiting -> waiting.serviceId().equals(service.id()));
  }

  private List<Entry> all(String arn) {
    List<Entry> entries = new ArrayList<>();
    for (Operation operation :
        servers.stored.operations().list(stored(arn).id(), Optional.empty(), 1_000).items()) {
      entries.addFirst(
          new Entry(
              operation.id(),
              OperationKind.valueOf(operation.type().name()),
              operation.status().name()));
    }
    return entries;
  }
}
