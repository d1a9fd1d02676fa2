package dev.pacer.testing;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceUrls;
import dev.pacer.app.Apis;
import dev.pacer.connection.CredentialVault;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.reconcile.DomainReconciler;
import dev.pacer.reconcile.Reconciler;
import dev.pacer.reconcile.VpcIngressReconciler;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Quotas;
import dev.pacer.wire.Caller;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import dev.pacer.wire.JsonDispatcher;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.PageTokens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole API over a real database and instances in memory, called in its own language but without
/// a socket: JSON in, JSON out. The image `good:1` runs.
public final class ApiBed implements AutoCloseable {
  public static final AccountRegion WORLD = ControlPlane.WORLD;

  private static final byte[] SECRET = "sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
  private static final JsonMapper JSON = JsonMapper.shared();

  public final ControlPlane plane;

  /// The API's operations.
  public final JsonService appRunner;

  /// Pacer's own operations.
  public final JsonService pacer;

  /// What the domain name system shows: names of records.
  public final Set<String> published = ConcurrentHashMap.newKeySet();

  /// Opens what connections were approved with.
  public final CredentialVault vault = new CredentialVault(SECRET);

  public final MemoryEngine engine;
  private final AtomicReference<Instant> now;
  private final List<Reconciler> reconcilers;
  private final JsonDispatcher dispatcher;
  private final ThreadLocal<AccountRegion> caller = ThreadLocal.withInitial(() -> WORLD);

  /// What a call answered.
  public record Answer(int status, JsonNode body) {
    /// The error's name, or the empty text after a success.
    public String error() {
      String type = body.path("__type").asString("");
      return type.substring(type.indexOf('#') + 1);
    }

    /// The error's text.
    public String message() {
      return body.path("Message").asString(body.path("message").asString(""));
    }
  }

  public ApiBed(Path directory) {
    this(directory, Quotas.APP_RUNNER);
  }

  public ApiBed(Path directory, Quotas quotas) {
    this(directory, new MemoryEngine(InstantSource.system()), quotas);
    engine.register("good:1", MemoryImage.serving());
  }

  private ApiBed(Path directory, MemoryEngine engine, Quotas quotas) {
    this(
        new ControlPlane(directory, engine).start(),
        engine,
        quotas,
        Instant.parse("2026-11-24T10:00:00Z"));
  }

  /// The API of a server.
  ///
  /// @param time what time it is until [#pass] is called
  public ApiBed(ControlPlane server, MemoryEngine engine, Quotas quotas, Instant time) {
    this.engine = engine;
    plane = server;
    now = new AtomicReference<>(time);
    reconcilers =
        List.of(
            new VpcIngressReconciler(
                plane.stores.ingressConnections(), plane.services, plane::publishRoutes, now::get),
            new DomainReconciler(
                plane.stores.domains(),
                record -> published.contains(record.name()),
                plane::publishRoutes,
                now::get));
    Apis apis =
        new Apis(
            plane.stores,
            plane.starter,
            plane.runner,
            new ServiceUrls("apprunner.localhost", () -> 8080),
            new Paging(new PageTokens(SECRET)),
            quotas,
            "apprunner.localhost",
            () -> {},
            plane.control::routeOptionsChanged,
            now::get);
    appRunner = apis.appRunner();
    pacer = apis.pacer(vault, plane.logs);
    dispatcher =
        new JsonDispatcher(
            List.of(appRunner, pacer),
            _ -> new Caller("AKIDEXAMPLE", caller.get().accountId(), caller.get().region()));
  }

  /// Calls an operation of App Runner, or one of ours by its whole target (`Pacer.…`), as the usual
  /// account.
  public Answer call(String operation, Map<String, ?> input) {
    return call(WORLD, operation, input);
  }

  /// Calls an operation as another account or in another region.
  public Answer call(AccountRegion world, String operation, Map<String, ?> input) {
    return send(world, operation, JSON.writeValueAsString(input));
  }

  /// Calls an operation as the usual account, with an input that may have nulls.
  public Answer call(String operation, JsonNode input) {
    return send(WORLD, operation, JSON.writeValueAsString(input));
  }

  private Answer send(AccountRegion world, String operation, String body) {
    caller.set(world);
    HttpResponse response = dispatcher.handle(request(operation, body));
    return new Answer(response.status(), JSON.readTree(response.body()));
  }

  /// The output of a call that must succeed.
  public JsonNode ok(String operation, Map<String, ?> input) {
    Answer answer = call(operation, input);
    if (answer.status() != 200) {
      throw new AssertionError(operation + " answered " + answer.body());
    }
    return answer.body();
  }

  /// Creates a service from the image that runs, with further members, and waits until its creation
  /// ended.
  ///
  /// @return the service as it is described then
  public JsonNode service(String name, Map<String, ?> further) {
    Map<String, Object> input = new java.util.HashMap<>(further);
    input.put("ServiceName", name);
    input.putIfAbsent("SourceConfiguration", image("good:1"));
    JsonNode created = ok("CreateService", input).get("Service");
    return settled(created.get("ServiceArn").asString());
  }

  public static Map<String, Object> image(String identifier) {
    return Map.of(
        "ImageRepository", Map.of("ImageIdentifier", identifier, "ImageRepositoryType", "ECR"));
  }

  /// Waits until no operation of the service is in progress.
  public JsonNode settled(String serviceArn) {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> ok("DescribeService", Map.of("ServiceArn", serviceArn)).get("Service"),
            service -> !service.get("Status").asString().equals("OPERATION_IN_PROGRESS"));
  }

  /// Lets time pass for what reconcilers wait for, and runs them.
  public void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    for (Reconciler reconciler : reconcilers) {
      try {
        reconciler.reconcile();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  @Override
  public void close() {
    plane.close();
    engine.close();
  }

  private static HttpRequest request(String operation, String body) {
    return new HttpRequest(
        "POST",
        "/",
        "",
        Map.of(
            "x-amz-target", List.of(operation.contains(".") ? operation : "AppRunner." + operation),
            "content-type", List.of("application/x-amz-json-1.0")),
        body.getBytes(StandardCharsets.UTF_8),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }
}
