package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.metrics.RequestCounters;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import dev.pacer.ingress.routes.RoutedService;
import dev.pacer.ingress.tls.Certificates;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.slf4j.LoggerFactory;

/// A running front door for one test. When it is closed, nothing may be left over: no claim on a
/// backend, no request in flight, no connection, no buffer, and no error in the log.
final class FrontDoor implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-04T05:06:07Z");

  private static final IngressSettings BASE =
      IngressSettings.listeningOn("127.0.0.1", 0).withEventLoops(1);
  private static final ListAppender<ILoggingEvent> LEAKS = watchForLeaks();
  private static final ListAppender<ILoggingEvent> ERRORS = watchForErrors();

  private final RouteSlot routes = new RouteSlot();
  private final Set<Backend> backends = ConcurrentHashMap.newKeySet();
  private final IngressServer server;

  FrontDoor(UnaryOperator<IngressSettings> settings) {
    this(settings, AccessLog.NONE);
  }

  FrontDoor(UnaryOperator<IngressSettings> settings, AccessLog accessLog) {
    this(settings, _ -> Optional.empty(), accessLog);
  }

  private FrontDoor(
      UnaryOperator<IngressSettings> settings,
      Function<RouteSlot, Optional<Certificates>> certificates,
      AccessLog accessLog) {
    server =
        IngressServer.start(
            settings.apply(BASE),
            routes,
            certificates.apply(routes),
            accessLog,
            InstantSource.fixed(NOW));
  }

  /// With HTTPS as well.
  ///
  /// @param certificates made for the routes
  static FrontDoor withTls(
      UnaryOperator<IngressSettings> settings, Function<RouteSlot, Certificates> certificates) {
    return new FrontDoor(settings, certificates.andThen(Optional::of), AccessLog.NONE);
  }

  /// With HTTPS, by certificates of the [TestAuthority].
  static FrontDoor withTls(UnaryOperator<IngressSettings> settings) {
    return withTls(settings, TestAuthority::certificates);
  }

  /// With the default settings, and the host `app.test` leading to these backends.
  static FrontDoor to(Backend... backends) {
    return new FrontDoor(settings -> settings).route("app.test", backends);
  }

  FrontDoor route(String host, Backend... target) {
    return route(host, RouteOptions.DEFAULT, target);
  }

  FrontDoor route(String host, RouteOptions options, Backend... target) {
    backends.addAll(Arrays.asList(target));
    Map<String, Route> all = new HashMap<>(routes.current().byHost());
    all.put(host, new Route(new RoutedService(host, host), List.of(target), options));
    routes.publish(new RouteTable(all));
    return this;
  }

  /// No host leads anywhere any more.
  FrontDoor routeNone() {
    routes.publish(RouteTable.EMPTY);
    return this;
  }

  /// Gives the service of a host other instances.
  void scale(String host, Backend... target) {
    backends.addAll(Arrays.asList(target));
    Route before = Objects.requireNonNull(routes.current().find(host));
    Route after = new Route(before.service(), List.of(target), before.options());
    routes.publish(new RouteTable(Map.of(host, after)));
  }

  /// What is counted of the service of a host.
  RequestCounters counters(String host) {
    return Objects.requireNonNull(routes.current().find(host)).service().counters();
  }

  IngressServer server() {
    return server;
  }

  IngressMetrics metrics() {
    return server.metrics();
  }

  Wire connect() throws IOException {
    return Wire.to(server.httpAddress());
  }

  /// Sends one request on a connection of its own and reads the answer.
  Wire.Message ask(String request) throws IOException {
    try (Wire wire = connect()) {
      return wire.send(request).readMessage();
    }
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: app.test\r\n\r\n";
  }

  /// Waits until no request is being served any more.
  void awaitRest() {
    patiently().untilAsserted(() -> assertThat(metrics().inFlight()).isZero());
    patiently()
        .untilAsserted(
            () -> assertThat(backends).allSatisfy(b -> assertThat(b.inFlight()).isZero()));
  }

  /// Waits long, but looks often.
  static ConditionFactory patiently() {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    awaitRest();
    server.close(Duration.ZERO);
    assertThat(metrics().openConnections()).isZero();
    System.gc();
    assertThat(LEAKS.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    assertThat(ERRORS.list)
        .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy().getMessage())
        .isEmpty();
  }

  private static ListAppender<ILoggingEvent> watchForLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(appender);
    return appender;
  }

  /// Whatever clients and instances do, the front door itself makes no mistake.
  private static ListAppender<ILoggingEvent> watchForErrors() {
    ThresholdFilter errors = new ThresholdFilter();
    errors.setLevel("ERROR");
    errors.start();
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.addFilter(errors);
    appender.start();
    ((Logger) LoggerFactory.getLogger("dev.pacer.ingress")).addAppender(appender);
    return appender;
  }
}
