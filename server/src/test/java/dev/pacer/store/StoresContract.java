package dev.pacer.store;

import static dev.pacer.testing.ControlPlane.WORLD;
import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.app.Stores;
import dev.pacer.connection.Connection;
import dev.pacer.operation.Admission;
import dev.pacer.operation.Journal;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationStore;
import dev.pacer.operation.OperationType;
import dev.pacer.operation.Step;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import dev.pacer.support.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the stores promise, on every database that they run on.
abstract class StoresContract {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

  private static final String MEMBER = "server";
  static final int QUOTA = 20;
  private static final AccountRegion ELSEWHERE = new AccountRegion("111122223333", "us-east-2");

  Database database;
  Stores stores;
  ServiceStore services;
  OperationStore operations;

  /// The test's database, empty at first and the same one every time.
  abstract Database opened();

  @BeforeEach
  void open() {
    database = opened();
    stores = Stores.in(database, InstantSource.fixed(NOW));
    services = stores.services();
    operations = stores.operations();
    // Makes the built-in configuration, which every service uses.
    stores.scaling().defaultOf(WORLD);
    stores.scaling().defaultOf(ELSEWHERE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aServiceIsReadBackAsItWasWritten() {
    Service written = create("shop", NOW);

    assertThat(services.find(written.id())).contains(written);
  }

  @Test
  void namesAreInTheOrderOfTheirBytes() {
    for (String name : List.of("b", "B", "a-b", "ab", "_", "A")) {
      stores.connections().create(connection(name), Map.of(), QUOTA);
    }

    Page<Connection> first =
        stores.connections().list(WORLD, Optional.empty(), Optional.empty(), 3);
    Page<Connection> second = stores.connections().list(WORLD, Optional.empty(), first.next(), 9);

    assertThat(first.items()).extracting(Connection::name).containsExactly("A", "B", "_");
    assertThat(second.items()).extracting(Connection::name).containsExactly("a-b", "ab", "b");
  }

  @Test
  void whatAnApplicationPrintsIsStoredWhateverCharactersItHas() {
    Service service = create("shop", NOW);
    Operation operation = operations.unclaimed().getFirst();

    claim(operation.id()).save(operation.rollingBack("a\0b\ud800c\ud83d\ude80", NOW));

    assertThat(operations.list(service.id(), Optional.empty(), 1).items().getFirst().failure())
        .hasValueSatisfying(text -> assertThat(text).startsWith("a").endsWith("c\ud83d\ude80"));
  }

  @Test
  void anArnWithTheCharacterNulNamesNothing() {
    assertThat(services.find("a\0b")).isEmpty();
  }

  @Test
  void aVersionIsReadBackAsItWasWritten() {
    Service service = create("shop", NOW);

    Version read = services.version(service.id(), 1);

    assertThat(read)
        .isEqualTo(Version.of(service.id(), 1, running("good:1"), Optional.empty(), NOW));
  }

  @Test
  void whatAVersionWasBuiltFromIsReadBackAsItWasWritten() {
    Service service = create("shop", NOW);
    Version built =
        services
            .version(service.id(), 1)
            .builtAs(
                new PinnedImage("sha256:1", "sha256:1"),
                new BuiltSource(
                    "0123456789abcdef0123456789abcdef01234567",
                    "It says \"hello\"",
                    Optional.of(
                        new BuiltSource.Run(
                            Optional.of("python app.py"),
                            8000,
                            Optional.of("WEB_PORT"),
                            Map.of("COLOUR", "blue"),
                            Map.of()))));

    services.pinImage(built);

    Version read = services.version(service.id(), 1);
    assertThat(read).isEqualTo(built);
    assertThat(read.environment())
        .isEqualTo(Map.of("COLOUR", "blue", "PORT", "8000", "WEB_PORT", "8000"));
  }

  @Test
  void ofManyCreationsWithOneNameExactlyOneWins() throws Exception {
    List<Future<Admission>> results = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < 16; attempt++) {
        Service service = service("shop", WORLD, NOW);
        results.add(executor.submit((Callable<Admission>) () -> begin(service)));
      }
    }

    List<Admission> admissions = new ArrayList<>();
    for (Future<Admission> result : results) {
      admissions.add(result.get());
    }
    assertThat(admissions)
        .containsOnlyOnce(new Admission.Admitted())
        .containsOnly(new Admission.Admitted(), new Admission.NameTaken());
  }

  @Test
  void ofManyCreationsAtOnceNoMoreThanTheQuotaWin() throws Exception {
    List<Future<Admission>> results = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < QUOTA + 10; attempt++) {
        Service service = service("shop" + attempt, WORLD, NOW);
        results.add(executor.submit((Callable<Admission>) () -> begin(service)));
      }
    }

    long admitted = 0;
    for (Future<Admission> result : results) {
      admitted += result.get() instanceof Admission.Admitted ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(QUOTA);
    assertThat(services.count(WORLD)).isEqualTo(QUOTA);
  }

  @Test
  void aServiceThatUsesAMissingResourceIsNotCreated() {
    Service service = service("shop", new AccountRegion("444455556666", "eu-west-1"), NOW);
    database.write(handle -> handle.execute("DELETE FROM default_revision"));
    database.write(handle -> handle.execute("DELETE FROM revision"));

    assertThat(begin(service)).isInstanceOf(Admission.ReferenceGone.class);
  }

  @Test
  void oneNameMayLiveOnceInEachWorld() {
    create("shop", NOW);

    Admission elsewhere = begin(service("shop", ELSEWHERE, NOW));

    assertThat(elsewhere).isEqualTo(new Admission.Admitted());
  }

  @Test
  void anOperationDoesNotBeginOnAServiceThatChangedMeanwhile() {
    Service read = create("shop", NOW);
    settle(read);

    Admission begun =
        operations.begin(
            read, read.with(new Lifecycle.Paused(), NOW), Optional.empty(), pending(read));

    assertThat(begun).isEqualTo(new Admission.ServiceChanged());
    assertThat(services.find(read.id()).orElseThrow().status()).isEqualTo(ServiceStatus.RUNNING);
  }

  @Test
  void anUpdateDoesNotBeginWithTheVersionOfOneThatBeganAndFailedMeanwhile() {
    Service read = runningService("shop");
    Optional<Version> next =
        Optional.of(Version.of(read.id(), 2, running("good:1"), Optional.empty(), NOW));
    Service updating = read.with(new Lifecycle.InProgress("operation"), NOW).showing(2);
    operations.begin(services.find(read.id()).orElseThrow(), updating, next, pending(read));
    end(
        operations.unclaimed().getFirst().in(OperationStatus.ROLLBACK_SUCCEEDED, NOW),
        updating.showing(1).with(new Lifecycle.Running(), NOW));

    Admission begun =
        operations.begin(services.find(read.id()).orElseThrow(), updating, next, pending(read));

    assertThat(begun).isEqualTo(new Admission.ServiceChanged());
    assertThat(services.find(read.id()).orElseThrow().status()).isEqualTo(ServiceStatus.RUNNING);
  }

  @Test
  void theEndOfAnOperationSettlesItsService() {
    Service service = create("shop", NOW);
    Operation operation = operations.unclaimed().getFirst();

    end(operation.in(OperationStatus.SUCCEEDED, NOW), service.with(new Lifecycle.Running(), NOW));

    assertThat(services.find(service.id()).orElseThrow().status()).isEqualTo(ServiceStatus.RUNNING);
  }

  @Test
  void anOperationIsUnclaimedUntilItsEndWasTold() {
    Service service = create("shop", NOW);
    Operation operation = operations.unclaimed().getFirst();
    Journal journal = claim(operation.id());
    journal.end(
        operation.in(OperationStatus.SUCCEEDED, NOW), service.with(new Lifecycle.Running(), NOW));
    List<String> untold = operations.unclaimed().stream().map(Operation::id).toList();

    journal.told();

    assertThat(untold).containsExactly(operation.id());
    assertThat(operations.unclaimed()).isEmpty();
  }

  @Test
  void theJournalKnowsWhatWasBegunAndWhatWasCompleted() {
    create("shop", NOW);
    String operation = operations.unclaimed().getFirst().id();

    Journal journal = claim(operation);

    journal.begin(step("one"));
    journal.complete(step("one"), "output");
    journal.begin(step("two"));

    assertThat(journal.completed()).isEqualTo(Map.of("one", "output"));
    assertThat(journal.begun()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void pagesGoThroughAllServicesOnceEvenWhenOneComesInBetween() {
    for (int number = 0; number < 5; number++) {
      create("shop" + number, NOW.plusSeconds(number));
    }
    Page<Service> first = services.list(WORLD, Optional.empty(), 2);
    create("early", NOW.minusSeconds(1));

    Page<Service> second = services.list(WORLD, first.next(), 2);

    assertThat(second.items()).extracting(Service::name).containsExactly("shop2", "shop3");
    assertThat(services.list(WORLD, second.next(), 2).next()).isEmpty();
  }

  @Test
  void switchingTrafficServesTheShownVersionAndRetiresTheOthers() {
    Service service = create("shop", NOW);
    Instance starting = instance(service, 1, Instance.Phase.STARTING);
    Instance old = instance(service, 0, Instance.Phase.SERVING);

    services.switchTraffic(service, NOW);

    assertThat(services.instances(service.id()))
        .containsExactlyInAnyOrder(
            starting.in(Instance.Phase.SERVING), old.in(Instance.Phase.RETIRING));
    assertThat(services.find(service.id()).orElseThrow().servingVersionNumber()).contains(1);
  }

  @Test
  void aRunningServiceWithoutInstancesGetsAReplacement() {
    Service service = runningService("shop");

    assertThat(services.addMissing(newInstance(service, 1), 1)).isTrue();
    assertThat(services.instances(service.id())).hasSize(1);
  }

  @Test
  void aServiceThatHasAnInstanceAlreadyGetsNoReplacement() {
    Service service = runningService("shop");
    instance(service, 1, Instance.Phase.STARTING);

    assertThat(services.addMissing(newInstance(service, 1), 1)).isFalse();
    assertThat(services.instances(service.id())).hasSize(1);
  }

  @Test
  void aServiceThatServesAnotherVersionGetsNoReplacement() {
    assertThat(services.addMissing(newInstance(runningService("shop"), 2), 1)).isFalse();
  }

  @Test
  void aServiceWithAnOperationInProgressGetsNoReplacement() {
    Service service = create("shop", NOW);
    services.switchTraffic(service, NOW);

    assertThat(services.addMissing(newInstance(service, 1), 1)).isFalse();
  }

  @Test
  void aStartingInstanceBelongsToTheOperationInProgress() {
    Instance starting = instance(create("shop", NOW), 1, Instance.Phase.STARTING);

    assertThat(services.retireAbandoned(starting.id())).isFalse();
    assertThat(services.instance(starting.id())).contains(starting);
  }

  @Test
  void aStartingInstanceOfASettledServiceIsAbandoned() {
    Instance starting = instance(runningService("shop"), 1, Instance.Phase.STARTING);

    assertThat(services.retireAbandoned(starting.id())).isTrue();
    assertThat(services.instance(starting.id())).contains(starting.in(Instance.Phase.RETIRING));
  }

  @Test
  void anInstanceThatRetiresDoesNotServeAgain() {
    Instance retiring = instance(runningService("shop"), 1, Instance.Phase.RETIRING);

    assertThat(services.serve(retiring.id())).isFalse();
    assertThat(services.instance(retiring.id())).contains(retiring);
  }

  @Test
  void anInstanceThatWasStartedMeanwhileIsNotForgotten() {
    Instance planned = newInstance(runningService("shop"), 1);
    services.add(planned);
    services.noteHandle(planned.id(), "handle");

    assertThat(services.remove(planned)).isFalse();
    assertThat(services.remove(planned.startedAs("handle"))).isTrue();
    assertThat(services.noteHandle(planned.id(), "handle")).isFalse();
  }

  @Test
  void aDatabaseIsReopenedWithEverythingInIt() {
    Service service = create("shop", NOW);
    database.close();

    open();

    assertThat(services.find(service.id())).contains(service);
  }

  @Test
  void aDatabaseOfANewerReleaseIsRefused() {
    database.write(
        handle -> handle.execute("INSERT INTO schema_migration (name) VALUES ('V999__future')"));
    database.close();

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer release");
  }

  Service create(String name, Instant at) {
    Service service = service(name, WORLD, at);
    assertThat(begin(service)).isEqualTo(new Admission.Admitted());
    return service;
  }

  Admission begin(Service service) {
    return begin(operations, service);
  }

  static Admission begin(OperationStore operations, Service service) {
    return operations.beginCreation(
        service,
        Version.of(service.id(), 1, running("good:1"), Optional.empty(), service.createdAt()),
        Operation.pending(
            ((Lifecycle.InProgress) service.lifecycle()).operationId(),
            service.id(),
            OperationType.CREATE_SERVICE,
            service.createdAt()),
        QUOTA);
  }

  private void end(Operation ended, Service settled) {
    claim(ended.id()).end(ended, settled);
  }

  private Journal claim(String operationId) {
    return operations.claim(operationId, MEMBER).orElseThrow();
  }

  private static Step step(String name) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String run(OperationRun run) {
        return "";
      }
    };
  }

  private void settle(Service service) {
    end(
        operations.unclaimed().getFirst().in(OperationStatus.SUCCEEDED, NOW),
        service.with(new Lifecycle.Running(), NOW));
  }

  Service runningService(String name) {
    Service service = create(name, NOW);
    services.switchTraffic(service, NOW);
    settle(service.servingShownVersion());
    return service;
  }

  static Instance newInstance(Service service, int version) {
    return new Instance(
        Identifiers.hex32(), service.id(), version, Instance.Phase.STARTING, Optional.empty(), NOW);
  }

  static Operation pending(Service service) {
    return Operation.pending(Identifiers.hex32(), service.id(), OperationType.PAUSE_SERVICE, NOW);
  }

  private Instance instance(Service service, int version, Instance.Phase phase) {
    Instance instance =
        new Instance(Identifiers.hex32(), service.id(), version, phase, Optional.of("handle"), NOW);
    services.add(instance);
    return instance;
  }

  private static Connection connection(String name) {
    return new Connection(
        WORLD,
        name,
        Identifiers.hex32(),
        Connection.Provider.GITHUB,
        Connection.Status.PENDING_HANDSHAKE,
        NOW);
  }

  static Service service(String name, AccountRegion world, Instant at) {
    return new Service(
        world,
        Identifiers.hex32(),
        name,
        Identifiers.hostLabel() + ".eu-west-1.apprunner.localhost",
        new Lifecycle.InProgress(Identifiers.hex32()),
        1,
        Optional.empty(),
        Map.of("team", "web"),
        Optional.empty(),
        at,
        at,
        Optional.empty());
  }
}
