package dev.pacer.app;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceUrls;
import dev.pacer.automation.Automation;
import dev.pacer.certificates.CertificateNames;
import dev.pacer.certificates.IssuedCertificates;
import dev.pacer.cluster.Membership;
import dev.pacer.config.Settings;
import dev.pacer.connection.CredentialVault;
import dev.pacer.deployment.CodeParts;
import dev.pacer.deployment.DeploymentTrigger;
import dev.pacer.deployment.FleetSettings;
import dev.pacer.deployment.ServiceLogs;
import dev.pacer.domain.DnsValidation;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineInfo;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.PlainHttp;
import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.tls.Certificates;
import dev.pacer.logs.LogStore;
import dev.pacer.reconcile.DeletedServices;
import dev.pacer.reconcile.DomainReconciler;
import dev.pacer.reconcile.OrphanReaper;
import dev.pacer.reconcile.ReconcileLoop;
import dev.pacer.reconcile.Reconciler;
import dev.pacer.reconcile.VpcIngressReconciler;
import dev.pacer.registry.RegistryMap;
import dev.pacer.sigv4.SignatureVerifier;
import dev.pacer.store.Database;
import dev.pacer.store.InstallationMarks;
import dev.pacer.wire.HttpLimits;
import dev.pacer.wire.HttpListener;
import dev.pacer.wire.HttpTimeouts;
import dev.pacer.wire.JsonDispatcher;
import dev.pacer.wire.PageTokens;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

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
  private static final int MOST_CERTIFICATES = 1024;
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

  private final Settings settings;
  private final boolean stopInstances;
  private final Decorators decorators;
  private final DataDirectory directory;
  private final StopList parts = new StopList();
  private final InstantSource clock = Clock.systemUTC();
  private final RouteSlot routes = new RouteSlot();
  private final AtomicReference<InetSocketAddress> httpAddress = new AtomicReference<>();

  private PacerServer(Settings settings, boolean stopInstances, Decorators decorators) {
    this.settings = settings;
    this.stopInstances = stopInstances;
    this.decorators = decorators;
    this.directory = new DataDirectory(settings.dataDirectory());
  }

  /// What a started server can be asked.
  ///
  /// @param apiEndpoint the API's URL
  /// @param httpAddress where requests to services arrive, HTTP and HTTPS
  /// @param httpsAddress where HTTPS alone is served
  public record Addresses(
      String apiEndpoint,
      InetSocketAddress httpAddress,
      InetSocketAddress httpsAddress,
      EngineInfo engine) {}

  /// A server that listens.
  public record Running(PacerServer server, Addresses addresses) {}

  /// Starts a server.
  ///
  /// @throws RuntimeException when a part cannot start; the message says what to do, and whatever
  ///     had started is stopped again
  ///
  /// @param stopInstances whether instances end when the server stops
  public static Running start(Settings settings, boolean stopInstances) {
    return start(settings, stopInstances, Decorators.NONE);
  }

  /// Starts a server with something around its parts.
  public static Running start(Settings settings, boolean stopInstances, Decorators decorators) {
    PacerServer server = new PacerServer(settings, stopInstances, decorators);
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
    Database database = database();
    LogStore logs = parts.add("logs", new LogStore(directory.logs(), clock));
    AccessLog accessLog = parts.add("access log", AccessLog.in(logs));
    Stores stores = decorators.stores().apply(Stores.in(database, clock));
    ComputeEngine engine =
        decorators
            .engine()
            .apply(
                parts.add(
                    "engine", Engines.connect(settings.engine(), directory.installation(), clock)));
    EngineInfo info = engine.info();
    if (stopInstances) {
      parts.add("instances", () -> Engines.stopAll(engine, settings.stopGrace()));
    }
    Membership membership = parts.add("membership", membership(stores));
    RegistryMap registries = new RegistryMap(settings.registries());
    CodeParts code = GitCode.of(settings, System.getenv(), directory, engine, registries);
    Control.Ground ground =
        new Control.Ground(stores, logs, engine, registries, code, routes, membership, clock);
    Control control = control(ground);
    List<ReconcileLoop> resources = resourceLoops(engine, stores, control, membership);
    // Before the front door listens: it would answer 404 for services that it does not know yet.
    control.attach();
    IngressServer ingress = ingress(accessLog);
    control.start();
    resources.forEach(ReconcileLoop::start);
    Automation automation = automation(ground, control.trigger());
    automation.start();
    Apis apis = apis(stores, control, () -> resources.forEach(ReconcileLoop::wake));
    HttpListener listener = listen(apis, automation, logs, ingress);
    announce(listener);
    return new Addresses(endpoint(listener), ingress.httpAddress(), ingress.httpsAddress(), info);
  }

  private Database database() {
    if (settings.database().isEmpty()) {
      return parts.add("database", Database.open(directory.privateDatabase()));
    }
    Database shared = parts.add("database", Database.open(settings.database().get()));
    CommonFiles.check(directory, new InstallationMarks(shared), clock);
    return shared;
  }

  /// A database in the data directory is this server's alone; one of PostgreSQL may have others.
  private Membership membership(Stores stores) {
    return settings.database().isEmpty()
        ? Membership.alone(stores.members())
        : Membership.shared(stores.members(), Membership.Timing.DEFAULT);
  }

  private Control control(Control.Ground ground) {
    FleetSettings times =
        new FleetSettings(
            settings.startupWindow(),
            settings.drainTime(),
            settings.stopGrace(),
            settings.keptVersions(),
            settings.sleepAfter(),
            settings.scaleInAfter());
    return parts.add("control", new Control(ground, times, FLEET_PERIOD));
  }

  private Automation automation(Control.Ground ground, DeploymentTrigger trigger) {
    return parts.add(
        "automatic deployments",
        new Automation(
            new Automation.Ground(
                ground.stores().services(),
                ground.stores().connections(),
                ground.code(),
                ground.engine(),
                ground.registries(),
                trigger,
                new ServiceLogs(ground.logs(), clock)),
            settings.pollInterval(),
            ground.membership()::leads));
  }

  private List<ReconcileLoop> resourceLoops(
      ComputeEngine engine, Stores stores, Control control, Membership membership) {
    return Stream.of(
            new Periodic(new OrphanReaper(engine, stores.services(), ORPHAN_GRACE), ORPHAN_PERIOD),
            new Periodic(new DeletedServices(stores.services(), RETENTION, clock), PURGE_PERIOD),
            new Periodic(
                new VpcIngressReconciler(
                    stores.ingressConnections(), stores.services(), control::publishRoutes, clock),
                RESOURCE_PERIOD),
            new Periodic(
                new DomainReconciler(
                    stores.domains(),
                    new DnsValidation(settings.dnsResolver()),
                    control::publishRoutes,
                    clock),
                RESOURCE_PERIOD))
        .map(periodic ->
            parts.add(
                periodic.reconciler().name(),
                new ReconcileLoop(periodic.reconciler(), periodic.period(), membership::leads)))
        .toList();
  }

  private record Periodic(Reconciler reconciler, Duration period) {}

  private IngressServer ingress(AccessLog accessLog) {
    IngressServer ingress =
        IngressServer.start(
            IngressSettings.listeningOn(
                    settings.frontDoor().host(), settings.frontDoor().httpPort())
                .withHttpsPort(settings.frontDoor().httpsPort())
                .withPlainHttp(plainHttp()),
            routes,
            Optional.of(certificates()),
            accessLog,
            clock);
    parts.add("front door", () -> ingress.close(LAST_REQUESTS));
    httpAddress.set(ingress.httpAddress());
    return ingress;
  }

  private PlainHttp plainHttp() {
    return switch (settings.frontDoor().httpMode()) {
      case SERVE -> PlainHttp.SERVE;
      case REDIRECT -> PlainHttp.REDIRECT;
    };
  }

  private Certificates certificates() {
    ExecutorService worker =
        parts.add(
            "certificates",
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("certificates").factory()));
    IssuedCertificates issued =
        new IssuedCertificates(
            Authorities.readOrMake(directory, clock), MOST_CERTIFICATES, worker, clock);
    CertificateNames names =
        new CertificateNames(settings.frontDoor().domain(), host -> routes.current().nameFor(host));
    return host -> issued.of(names.of(host));
  }

  private HttpListener listen(
      Apis apis, Automation automation, LogStore logs, IngressServer ingress) {
    AccessKeys keys = AccessKeys.readOrMake(directory);
    CredentialVault vault = new CredentialVault(directory.secret("credentials"));
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
            new ApiEndpoint(
                new JsonDispatcher(
                    List.of(apis.appRunner(), apis.pacer(vault, logs)), authenticator),
                automation.webhooks(directory.secret(Webhooks.SECRET)),
                ingress::exposition),
            clock);
    parts.add("API", () -> listener.close(LAST_REQUESTS));
    directory.write(directory.awsConfig(), AwsProfile.text(endpoint(listener), keys.owner()));
    AwsModels.write(directory);
    return listener;
  }

  private Apis apis(Stores stores, Control control, Runnable resourcesChanged) {
    String domain = settings.frontDoor().domain();
    return new Apis(
        stores,
        control.starter(),
        control.runner(),
        new ServiceUrls(domain, () -> httpAddress.get().getPort()),
        new Paging(new PageTokens(directory.secret("page-tokens"))),
        settings.quotas(),
        domain,
        resourcesChanged,
        control::routeOptionsChanged,
        clock);
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
