package dev.pacer.testing;

import dev.pacer.app.Control;
import dev.pacer.app.GitCode;
import dev.pacer.app.Stores;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.build.BuildSettings;
import dev.pacer.cluster.MemberStore;
import dev.pacer.cluster.Membership;
import dev.pacer.config.Settings;
import dev.pacer.config.SettingsLoader;
import dev.pacer.connection.CredentialVault;
import dev.pacer.deployment.CodeParts;
import dev.pacer.deployment.FleetSettings;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.health.HealthCheck;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStarter;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStore;
import dev.pacer.operation.OperationType;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.NetworkSettings;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.source.git.GitSettings;
import dev.pacer.source.runtime.RuntimeCatalogue;
import dev.pacer.store.Database;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.awaitility.Awaitility;

/// The control plane without its doors: real database and logs in a temporary directory, real
/// operations and reconcilers, whatever engine it is given.
public final class ControlPlane implements AutoCloseable {
  /// How many versions of a service are kept.
  public static final int KEPT_VERSIONS = 3;

  public static final AccountRegion WORLD = new AccountRegion("111122223333", "eu-west-1");

  /// A catalogue whose one runtime is [SampleImage], under a name that nobody makes an image for.
  private static final String RUNTIMES =
      """
      tools: []
      runtimes:
        dotnet8:
          title: The sample
          language: Shell
          kind: revised
          default-version: "8.0"
          accepts: '8[.]0'
          image: %s
          unavailable: It is made by the tests.
          caches: [/root/.cache]
      """
          .formatted(SampleImage.NAME);

  /// Seals the credentials of connections.
  public static final CredentialVault VAULT = new CredentialVault(new byte[] {1, 2, 3});

  public final RouteSlot routes = new RouteSlot();
  public final Database database;
  public final Stores stores;
  public final ServiceStore services;
  public final OperationStore operations;
  public final LogStore logs;
  public final OperationStarter starter;
  public final Control control;
  public final CodeParts codeParts;
  private final Membership membership;
  private final Runnable closing;
  public final OperationRunner runner;
  private final Map<ScalingRules, String> scalingArns = new ConcurrentHashMap<>();

  public ControlPlane(Path directory, ComputeEngine engine) {
    this(directory, engine, Clock.systemUTC());
  }

  /// @param clock what the parts take for the time of day
  public ControlPlane(Path directory, ComputeEngine engine, InstantSource clock) {
    this(directory, directory.resolve("logs"), engine, TestDatabase::join, clock);
  }

  /// One whose instances sleep and end when they are quiet.
  public static ControlPlane scaling(
      Path directory, ComputeEngine engine, Duration sleepAfter, Duration scaleInAfter) {
    Clock clock = Clock.systemUTC();
    return new ControlPlane(
        Foundation.of(TestDatabase.open(directory), engine, clock),
        directory.resolve("logs"),
        TestDatabase::join,
        clock,
        sleepAfter,
        scaleInAfter);
  }

  /// One that builds on the managed runtimes, with the room that a server gives builds by default.
  public static ControlPlane onManagedRuntimes(Path directory, ComputeEngine engine) {
    Clock clock = Clock.systemUTC();
    Settings.Builds usual = SettingsLoader.load(Map.of(), Map.of(), directory).builds();
    return new ControlPlane(
        Foundation.of(TestDatabase.open(directory), engine, clock),
        directory.resolve("logs"),
        code(
            directory.resolve("builds"),
            engine,
            RuntimeCatalogue.load(),
            new BuildSettings(
                new BuildLimits(
                    usual.time(),
                    usual.cpuUnits(),
                    usual.memoryMebibytes(),
                    usual.diskMebibytes(),
                    1,
                    4_096),
                Map.of(),
                usual.authorities())),
        TestDatabase::join,
        clock,
        Duration.ofHours(1),
        Duration.ofHours(1));
  }

  /// One of several on the same database and engine.
  public static ControlPlane sharing(Path directory, String server, ComputeEngine engine) {
    return new ControlPlane(
        directory,
        directory.resolve("logs-" + server),
        engine,
        members -> Membership.shared(members, TestDatabase.QUICK),
        Clock.systemUTC());
  }

  /// The next server on a database and an engine that outlive it.
  ///
  /// @param logDirectory its own
  public static ControlPlane mortal(
      Database database, Path logDirectory, ComputeEngine engine, Mortality life) {
    Clock clock = Clock.systemUTC();
    return new ControlPlane(
        new Foundation(database, () -> {}, life.of(Stores.in(database, clock)), life.of(engine)),
        logDirectory,
        TestDatabase::join,
        clock);
  }

  /// What a server stands on.
  ///
  /// @param closing closes the database, if it is this server's alone
  private record Foundation(
      Database database, Runnable closing, Stores stores, ComputeEngine engine) {

    static Foundation of(Database database, ComputeEngine engine, InstantSource clock) {
      return new Foundation(database, database::close, Stores.in(database, clock), engine);
    }
  }

  private ControlPlane(
      Path directory,
      Path logDirectory,
      ComputeEngine engine,
      Function<MemberStore, Membership> joining,
      InstantSource clock) {
    this(Foundation.of(TestDatabase.open(directory), engine, clock), logDirectory, joining, clock);
  }

  private ControlPlane(
      Foundation foundation,
      Path logDirectory,
      Function<MemberStore, Membership> joining,
      InstantSource clock) {
    this(foundation, logDirectory, joining, clock, Duration.ofHours(1), Duration.ofHours(1));
  }

  private ControlPlane(
      Foundation foundation,
      Path logDirectory,
      Function<MemberStore, Membership> joining,
      InstantSource clock,
      Duration sleepAfter,
      Duration scaleInAfter) {
    this(
        foundation,
        logDirectory,
        code(
            logDirectory.resolveSibling("builds-" + logDirectory.getFileName()),
            foundation.engine()),
        joining,
        clock,
        sleepAfter,
        scaleInAfter);
  }

  private ControlPlane(
      Foundation foundation,
      Path logDirectory,
      CodeParts code,
      Function<MemberStore, Membership> joining,
      InstantSource clock,
      Duration sleepAfter,
      Duration scaleInAfter) {
    this.database = foundation.database();
    this.closing = foundation.closing();
    this.stores = foundation.stores();
    this.services = stores.services();
    this.operations = stores.operations();
    ComputeEngine engine = foundation.engine();
    RegistryMap registries = new RegistryMap(RegistrySettings.NONE);
    // Makes the built-in configuration, which every service uses.
    stores.scaling().defaultOf(WORLD);
    this.membership = joining.apply(stores.members());
    this.logs = new LogStore(logDirectory, clock);
    this.codeParts = code;
    this.control =
        new Control(
            new Control.Ground(stores, logs, engine, registries, code, routes, membership, clock),
            new FleetSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                KEPT_VERSIONS,
                sleepAfter,
                scaleInAfter),
            Duration.ofMillis(100));
    this.runner = control.runner();
    this.starter = control.starter();
  }

  /// Builds of repositories on this machine, in little room.
  public static CodeParts code(Path folder, ComputeEngine engine) {
    return code(
        folder,
        engine,
        RuntimeCatalogue.parse(RUNTIMES),
        new BuildSettings(
            new BuildLimits(Duration.ofSeconds(60), 1_024, 512, 256, 1, 256),
            Map.of(),
            Optional.empty()));
  }

  private static CodeParts code(
      Path folder, ComputeEngine engine, RuntimeCatalogue catalogue, BuildSettings builds) {
    return GitCode.of(
        GitSettings.usual(folder.resolve("git"), folder.resolve("known_hosts")).withFileUrls(true),
        catalogue,
        builds,
        folder.resolve("trees"),
        folder.resolve("deploys"),
        VAULT,
        engine,
        new RegistryMap(RegistrySettings.NONE));
  }

  /// Attaches to what runs and goes on with what was cut off, as a starting server does.
  public ControlPlane start() {
    control.attach();
    control.start();
    return this;
  }

  /// Makes the stored state the one that requests see.
  public void publishRoutes() {
    control.publishRoutes();
  }

  public Begun create(String name, ServiceConfiguration configuration) {
    return create(starter, name, configuration);
  }

  public Begun create(String name, ServiceConfiguration configuration, Map<String, String> tags) {
    return create(starter, name, configuration, tags);
  }

  /// Creates a service through another starter, whose runner may leave the operation alone.
  public static Begun create(
      OperationStarter starter, String name, ServiceConfiguration configuration) {
    return create(starter, name, configuration, Map.of());
  }

  private static Begun create(
      OperationStarter starter,
      String name,
      ServiceConfiguration configuration,
      Map<String, String> tags) {
    String id = Identifiers.hex32();
    var now = Clock.systemUTC().instant();
    return begun(
        starter.create(
            operationId ->
                new Service(
                    WORLD,
                    id,
                    name,
                    Identifiers.hostLabel() + ".eu-west-1.apprunner.localhost",
                    new Lifecycle.InProgress(operationId),
                    1,
                    Optional.empty(),
                    tags,
                    Optional.empty(),
                    now,
                    now,
                    Optional.empty()),
            Version.of(id, 1, configuration, Optional.empty(), now),
            1_000));
  }

  public Begun update(String serviceId, ServiceConfiguration configuration) {
    Version next = successor(shown(serviceId), configuration);
    return begin(serviceId, OperationType.UPDATE_SERVICE, Optional.of(next));
  }

  /// Deploys what the image means now.
  public Begun deploy(String serviceId) {
    Version shown = shown(serviceId);
    Version next = successor(shown, shown.configuration());
    return begin(serviceId, OperationType.START_DEPLOYMENT, Optional.of(next));
  }

  private Version shown(String serviceId) {
    return services.version(serviceId, service(serviceId).versionNumber());
  }

  private Version successor(Version shown, ServiceConfiguration configuration) {
    return shown.successor(
        services.newestVersionNumber(shown.serviceId()) + 1,
        configuration,
        Clock.systemUTC().instant());
  }

  public Begun begin(String serviceId, OperationType type, Optional<Version> version) {
    Service service = services.find(serviceId).orElseThrow();
    return begun(starter.begin(service, (Lifecycle.Settled) service.lifecycle(), type, version));
  }

  private static Begun begun(OperationStarter.Beginning beginning) {
    return switch (beginning) {
      case Begun begun -> begun;
      case OperationStarter.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  /// Waits until an operation ended.
  public Operation ended(String operationId) {
    return ended(operationId, Duration.ofSeconds(20));
  }

  public Operation ended(String operationId, Duration atMost) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(atMost)
        .until(
            () -> operations.find(operationId).orElseThrow(),
            operation -> operation.status().hasEnded());
  }

  public Service service(String id) {
    return services.find(id).orElseThrow();
  }

  public List<String> events(String serviceId) {
    return lines(LogStreamName.events(service(serviceId).name(), serviceId));
  }

  public List<String> deploymentLog(String serviceId, String operationId) {
    return lines(LogStreamName.deployment(service(serviceId).name(), serviceId, operationId));
  }

  /// A configuration with App Runner's defaults for that image.
  public static ServiceConfiguration running(String image) {
    return new ServiceConfiguration(
        new ImageSource(
            image,
            ImageRepositoryType.ECR,
            8080,
            Optional.empty(),
            Map.of(),
            Map.of(),
            false,
            Optional.empty()),
        InstanceSize.DEFAULT,
        new HealthCheck(
            HealthCheck.Protocol.TCP, "/", Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2),
        "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001",
        NetworkSettings.DEFAULT,
        Optional.empty());
  }

  /// The same with a fleet of at least that many instances.
  public ServiceConfiguration running(String image, int instances) {
    return running(image, new ScalingRules(100, instances, 25));
  }

  /// The same with an auto scaling configuration of its own.
  public ServiceConfiguration running(String image, ScalingRules rules) {
    ServiceConfiguration usual = running(image);
    return new ServiceConfiguration(
        usual.source(),
        usual.instanceSize(),
        usual.healthCheck(),
        scalingArns.computeIfAbsent(rules, this::scaling),
        usual.network(),
        usual.observabilityConfigurationArn());
  }

  private String scaling(ScalingRules rules) {
    var created =
        (RevisionStore.Creation.Created<ScalingRules>)
            stores
                .scaling()
                .create(
                    WORLD,
                    "rules-"
                        + rules.maxConcurrency()
                        + "-"
                        + rules.minSize()
                        + "-"
                        + rules.maxSize(),
                    rules,
                    Map.of(),
                    new RevisionStore.Limits(1_000, 1_000));
    return created.listed().revision().arn().toString();
  }

  /// Stops the way a server stops; the engine and its instances go on.
  @Override
  public void close() {
    control.close();
    membership.close();
    logs.close();
    closing.run();
  }

  /// Leaves a server alone that is dead.
  public void abandon() {
    logs.close();
  }

  private List<String> lines(LogStreamName stream) {
    return logs.tail(stream, 1_000).lines().stream().map(line -> line.text()).toList();
  }
}
