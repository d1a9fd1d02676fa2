package dev.pacer.store;

import static dev.pacer.testing.ControlPlane.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.app.Stores;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.operation.Admission;
import dev.pacer.operation.Journal;
import dev.pacer.operation.OperationStatus;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.testing.LocalPostgres;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/// Two servers on one database that want the same thing at the same instant.
class PostgresRacesIT {
  private static final int ROUNDS = 10;
  private static final int RACERS = 8;

  private static final List<Database> databases = new ArrayList<>();
  private static final List<Stores> stores = new ArrayList<>();
  private static int worlds;

  @BeforeAll
  static void open() {
    DatabaseAddress address = LocalPostgres.get().newDatabase();
    for (int server = 0; server < 2; server++) {
      databases.add(Database.open(address));
      stores.add(Stores.in(databases.getLast(), InstantSource.fixed(StoresContract.NOW)));
    }
    stores.getFirst().scaling().defaultOf(WORLD);
  }

  @AfterAll
  static void close() {
    databases.forEach(Database::close);
  }

  @RepeatedTest(ROUNDS)
  void ofServicesWithOneNameExactlyOneIsMade() throws Exception {
    AccountRegion world = newWorld();

    List<Admission> admissions =
        race((server, _) ->
            StoresContract.begin(
                server.operations(), StoresContract.service("shop", world, StoresContract.NOW)));

    assertThat(admissions)
        .containsOnlyOnce(new Admission.Admitted())
        .containsOnly(new Admission.Admitted(), new Admission.NameTaken());
  }

  @RepeatedTest(ROUNDS)
  void theQuotaOfServicesIsReachedAndNotExceeded() throws Exception {
    AccountRegion world = newWorld();
    for (int number = 0; number < StoresContract.QUOTA - 3; number++) {
      StoresContract.begin(
          stores.getFirst().operations(),
          StoresContract.service("old-" + number, world, StoresContract.NOW));
    }

    List<Admission> admissions =
        race((server, number) ->
            StoresContract.begin(
                server.operations(),
                StoresContract.service("new-" + number, world, StoresContract.NOW)));

    assertThat(admissions).filteredOn(new Admission.Admitted()::equals).hasSize(3);
    assertThat(admissions).containsOnly(new Admission.Admitted(), new Admission.QuotaReached());
  }

  @RepeatedTest(ROUNDS)
  void ofOperationsOnOneServiceExactlyOneBegins() throws Exception {
    Service read = runningService();
    Service busy = read.with(new Lifecycle.InProgress("operation"), StoresContract.NOW);

    List<Admission> admissions =
        race((server, _) ->
            server.operations().begin(read, busy, Optional.empty(), StoresContract.pending(read)));

    assertThat(admissions)
        .containsOnlyOnce(new Admission.Admitted())
        .containsOnly(new Admission.Admitted(), new Admission.ServiceChanged());
  }

  @RepeatedTest(ROUNDS)
  void ofReplacementsForOneInstanceExactlyOneIsAdded() throws Exception {
    Service service = runningService();

    List<Boolean> added =
        race(
            (server, _) -> server.services().addMissing(StoresContract.newInstance(service, 1), 1));

    assertThat(added).containsOnlyOnce(true);
    assertThat(stores.getFirst().services().instances(service.id())).hasSize(1);
  }

  @RepeatedTest(ROUNDS)
  void anOperationIsClaimedByOneServer() throws Exception {
    Service service = StoresContract.service("shop", newWorld(), StoresContract.NOW);
    StoresContract.begin(stores.getFirst().operations(), service);
    String operation = ((Lifecycle.InProgress) service.lifecycle()).operationId();
    List<String> members = IntStream.range(0, RACERS).mapToObj(n -> operation + n).toList();
    members.forEach(stores.getFirst().members()::join);

    List<Boolean> claimed =
        race((server, number) ->
            server.operations().claim(operation, members.get(number)).isPresent());

    assertThat(claimed).containsOnlyOnce(true);
    members.forEach(stores.getFirst().members()::leave);
  }

  @RepeatedTest(ROUNDS)
  void theBuiltInConfigurationIsMadeOnce() throws Exception {
    AccountRegion world = newWorld();

    List<ListedRevision<ScalingRules>> found =
        race((server, _) -> server.scaling().defaultOf(world));

    assertThat(found).containsOnly(found.getFirst());
  }

  @RepeatedTest(ROUNDS)
  void ofRevisionsThatBecomeTheDefaultOneIs() throws Exception {
    AccountRegion world = newWorld();
    RevisionStore.Limits limits = new RevisionStore.Limits(100, 100);

    race((server, number) -> {
      var created =
          (RevisionStore.Creation.Created<ScalingRules>)
              server.scaling().create(world, "busy", ScalingRules.BUILT_IN, Map.of(), limits);
      return server.scaling().makeDefault(arn(created.listed()));
    });

    List<ListedRevision<ScalingRules>> revisions =
        stores
            .getFirst()
            .scaling()
            .list(world, Optional.of("busy"), false, Optional.empty(), 100)
            .items();
    assertThat(revisions)
        .extracting(listed -> listed.revision().number())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, RACERS).boxed().toList());
    assertThat(revisions).filteredOn(ListedRevision::isDefault).hasSize(1);
  }

  @RepeatedTest(3)
  void serversThatStartAtTheSameTimeOnAnEmptyDatabaseAllStart() throws Exception {
    DatabaseAddress address = LocalPostgres.get().newDatabase();

    race((_, _) -> {
      Database.open(address).close();
      return true;
    });
  }

  /// What a racer does.
  private interface Racer<T> {
    T run(Stores server, int number);
  }

  /// What racers came to, every second one on the other server.
  private static <T> List<T> race(Racer<T> racer) throws Exception {
    CyclicBarrier ready = new CyclicBarrier(RACERS);
    List<Future<T>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int racing = 0; racing < RACERS; racing++) {
        int number = racing;
        results.add(
            threads.submit(() -> {
              ready.await();
              return racer.run(stores.get(number % 2), number);
            }));
      }
    }
    List<T> outcomes = new ArrayList<>();
    for (Future<T> result : results) {
      outcomes.add(result.get());
    }
    return outcomes;
  }

  private static RevisionArn arn(ListedRevision<?> listed) {
    return RevisionArn.parse(
            RevisionKind.AUTO_SCALING_CONFIGURATION, listed.revision().arn().toString())
        .orElseThrow();
  }

  private static AccountRegion newWorld() {
    return new AccountRegion("%012d".formatted(700_000_000_000L + worlds++), "eu-west-1");
  }

  private static Service runningService() {
    Service service = StoresContract.service("shop", newWorld(), StoresContract.NOW);
    StoresContract.begin(stores.getFirst().operations(), service);
    stores.getFirst().services().switchTraffic(service, StoresContract.NOW);
    String operation = ((Lifecycle.InProgress) service.lifecycle()).operationId();
    Journal journal = stores.getFirst().operations().claim(operation, "member").orElseThrow();
    journal.end(
        journal.operation().in(OperationStatus.SUCCEEDED, StoresContract.NOW),
        service.servingShownVersion().with(new Lifecycle.Running(), StoresContract.NOW));
    return stores.getFirst().services().find(service.id()).orElseThrow();
  }
}
