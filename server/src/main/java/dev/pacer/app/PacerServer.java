package dev.pacer.app;

import dev.pacer.api.Paging;
import dev.pacer.api.pacer.PacerApi;
import dev.pacer.api.service.ServiceUrls;
import dev.pacer.cluster.Membership;
import dev.pacer.config.Settings;
import dev.pacer.connection.CredentialVault;
import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.FleetSettings;
import dev.pacer.domain.DnsValidation;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineInfo;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.logs.LogStore;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStarter;
import dev.pacer.reconcile.DeletedServices;
import dev.pacer.reconcile.DomainReconciler;
import dev.pacer.reconcile.FleetReconciler;
import dev.pacer.reconcile.OrphanReaper;
import dev.pacer.reconcile.ReconcileLoop;
import dev.pacer.reconcile.Reconciler;
import dev.pacer.reconcile.VpcIngressReconciler;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.ServiceStore;
import dev.pacer.sigv4.SignatureVerifier;
import dev.pacer.store.Database;
import dev.pacer.wire.HttpLimits;
import dev.pacer.wire.HttpListener;
import dev.pacer.wire.HttpTimeouts;
import dev.pacer.wire.JsonDispatcher;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.PageTokens;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A whole server: every part made and joined by hand, started in order, stopped in reverse.
///
/// The order matters. Services that ran before get their routes back before anything new is accepted;
/// operations that were cut off go on before the API listens; and the front door is the last to
/// close.
public final class PacerServer implements AutoCloseable {
  private static final Duration FLEET_PERIOD = Duration.ofSeconds(2);
  private static final Duration ORPHAN_PERIOD = Duration.ofSeconds(30);
  private static final Duration RESOURCE_PERIOD = Duration.ofSeconds(1);
  private static final Duration PURGE_PERIOD = Duration.ofMinutes(10);

  /// App Runner describes deleted services for an unspecified time; an hour is the least.
  private static final Duration RETENTION = Duration.ofHours(24);

  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(60);
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

  private final Settings settings;
  private final boolean stopInstances;
  private final DataDirectory directory;
  private final StopList parts = new StopList();
  private final InstantSource clock = Clock.systemUTC();
  private final RouteSlot routes = new RouteSlot();
  private final AtomicReference<InetSocketAddress> httpAddress = new AtomicReference<>();

  private PacerServer(Settings settings, boolean stopInstances) {
    this.settings = settings;
    this.stopInstances = stopInstances;
    this.directory = new DataDirectory(settings.dataDirectory());
  }

  /// What a started server can be asked.
  ///
  /// @param apiEndpoint the API's URL
  /// @param httpAddress where requests to services arrive
  public record Addresses(String apiEndpoint, InetSocketAddress httpAddress, EngineInfo engine) {}

  /// A server that listens.
  public record Running(PacerServer server, Addresses addresses) {}

  /// Starts a server.
  ///
  /// @throws RuntimeException when a part cannot start; the message says what to do, and whatever
  ///     had started is stopped again
  ///
  /// @param stopInstances whether instances end when the server stops
  public static Running start(Settings settings, boolean stopInstances) {
    PacerServer server = new PacerServer(settings, stopInstances);
    try {
      return new Running(server, server.startParts());
    } catch (RuntimeException | Error failure) {
      server.close();
      throw failure;
    }
  }

  /// Where the AWS profile of this server is.
  public Path awsConfig() {
    return directory.awsConfig();
  }

  /// Stops the server in order, within seconds. Instances go on running unless it was started with
  /// the wish to stop them.
  @Override
  public void close() {
    parts.close();
  }

  private Addresses startParts() {
    parts.add("data directory", directory.take());
    Database database = parts.add("database", Database.open(directory.database()));
    LogStore logs = parts.add("logs", new LogStore(directory.logs(), clock));
    Stores stores = Stores.in(database, clock);
    ComputeEngine engine =
        parts.add("engine", Engines.connect(settings.engine(), directory.installation(), clock));
    EngineInfo info = engine.info();
    if (stopInstances) {
      parts.add("instances", () -> Engines.stopAll(engine, settings.stopGrace()));
    }
    Membership membership = parts.add("membership", Membership.alone(stores.members()));
    Control control = control(engine, stores, logs, membership);
    IngressServer ingress = ingress();
    control.deployments().attachment().attachAll();
    control.start();
    HttpListener listener = listen(stores, control, logs);
    announce(listener);
    return new Addresses(endpoint(listener), ingress.httpAddress(), info);
  }

  /// The parts that change what runs.
  private record Control(
      Membership membership,
      Deployments deployments,
      OperationRunner runner,
      OperationStarter starter,
      ReconcileLoop fleet,
      List<ReconcileLoop> resources) {
    void start() {
      runner.adopt();
      membership.start(() -> {
        runner.adopt();
        runner.heedCancellations();
      });
      fleet.start();
      resources.forEach(ReconcileLoop::start);
    }

    /// A call left something to a reconciler.
    void wakeResources() {
      resources.forEach(ReconcileLoop::wake);
    }
  }

  private Control control(
      ComputeEngine engine, Stores stores, LogStore logs, Membership membership) {
    ServiceStore services = stores.services();
    // Failures of instances are reported to a reconciler that needs the room which reports them.
    AtomicReference<FleetReconciler> reconciler = new AtomicReference<>();
    AtomicReference<ReconcileLoop> loop = new AtomicReference<>();
    Deployments deployments =
        parts.add(
            "deployments",
            new Deployments(
                engine,
                new RegistryMap(settings.registries()),
                services,
                stores.connections(),
                logs,
                routes,
                new FleetSettings(
                    settings.startupWindow(), settings.drainTime(), settings.stopGrace()),
                (instance, reason) -> {
                  reconciler.get().instanceFailed(instance, reason);
                  loop.get().wake();
                },
                clock));
    reconciler.set(new FleetReconciler(services, deployments, clock));
    loop.set(parts.add("fleet", new ReconcileLoop(reconciler.get(), FLEET_PERIOD)));
    OperationRunner runner =
        parts.add(
            "operations",
            new OperationRunner(
                stores.operations(),
                services,
                deployments.plans(_ -> {
                  deployments.traffic().publish();
                  loop.get().wake();
                }),
                membership.id(),
                clock));
    return new Control(
        membership,
        deployments,
        runner,
        new OperationStarter(stores.operations(), runner, clock),
        loop.get(),
        resourceLoops(engine, stores, deployments.traffic()::publish));
  }

  private List<ReconcileLoop> resourceLoops(
      ComputeEngine engine, Stores stores, Runnable publishRoutes) {
    return List.of(
        loop(new OrphanReaper(engine, stores.services(), ORPHAN_GRACE, clock), ORPHAN_PERIOD),
        loop(new DeletedServices(stores.services(), RETENTION, clock), PURGE_PERIOD),
        loop(
            new VpcIngressReconciler(
                stores.ingressConnections(), stores.services(), publishRoutes, clock),
            RESOURCE_PERIOD),
        loop(
            new DomainReconciler(
                stores.domains(), new DnsValidation(settings.dnsResolver()), publishRoutes, clock),
            RESOURCE_PERIOD));
  }

  private ReconcileLoop loop(Reconciler reconciler, Duration period) {
    return parts.add(reconciler.name(), new ReconcileLoop(reconciler, period));
  }

  private IngressServer ingress() {
    IngressServer ingress =
        IngressServer.start(
            IngressSettings.listeningOn(
                settings.frontDoor().host(), settings.frontDoor().httpPort()),
            routes,
            clock);
    parts.add("front door", () -> ingress.close(LAST_REQUESTS));
    httpAddress.set(ingress.httpAddress());
    return ingress;
  }

  private HttpListener listen(Stores stores, Control control, LogStore logs) {
    AccessKeys keys = AccessKeys.readOrMake(directory);
    List<JsonService> apis = List.of(apis(stores, control).appRunner(), pacerApi(stores, logs));
    RequestAuthenticator authenticator =
        new RequestAuthenticator(
            new SignatureVerifier(keys, clock, "apprunner"),
            settings.api().authentication(),
            keys.owner());
    HttpListener listener =
        new HttpListener(
            new InetSocketAddress(settings.api().host(), settings.api().port()),
            HttpLimits.DEFAULT,
            HttpTimeouts.DEFAULT,
            new ApiEndpoint(new JsonDispatcher(apis, authenticator)),
            clock);
    parts.add("API", () -> listener.close(LAST_REQUESTS));
    directory.write(directory.awsConfig(), AwsProfile.text(endpoint(listener), keys.owner()));
    return listener;
  }

  private Apis apis(Stores stores, Control control) {
    String domain = settings.frontDoor().domain();
    return new Apis(
        stores,
        control.starter(),
        new ServiceUrls(domain, () -> httpAddress.get().getPort()),
        new Paging(new PageTokens(directory.secret("page-tokens"))),
        settings.quotas(),
        domain,
        control::wakeResources,
        clock);
  }

  private JsonService pacerApi(Stores stores, LogStore logs) {
    CredentialVault vault = new CredentialVault(directory.secret("credentials"));
    return PacerApi.of(stores.services(), stores.connections(), vault, logs, clock);
  }

  private void announce(HttpListener listener) {
    new RunningServer(endpoint(listener), ProcessHandle.current().pid()).announce(directory);
    parts.add("announcement", () -> RunningServer.withdraw(directory));
  }

  private static String endpoint(HttpListener listener) {
    InetSocketAddress address = listener.address();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
