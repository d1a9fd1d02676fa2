package dev.pacer.cli;

import dev.pacer.app.AccessKeys;
import dev.pacer.app.AwsProfile;
import dev.pacer.app.DataDirectory;
import dev.pacer.app.PacerServer;
import dev.pacer.config.Settings;
import dev.pacer.engine.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `pacer quickstart`: from nothing to a service that answers.
@Command(
    name = "quickstart",
    description = {
      "Set up everything and run a first service: find (or, as root on Debian or Ubuntu, install)"
          + " a container engine, build the sample image, start the server, create the service"
          + " and fetch its URL.",
      "With an image of the runtime python311 (pacer runtime build python311) the sample is built"
          + " from source code.",
      "Stays in the foreground until Ctrl-C, then removes the service again."
    })
final class QuickstartCommand implements Callable<Integer> {
  private static final String SERVICE = "hello-pacer";
  private static final String IMAGE = "pacer-sample:latest";

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(names = "--exit", description = "End after the check and leave nothing running.")
  private boolean exit;

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    // Its own lines tell the story; the server's would stand between them.
    CommandLog.quiet();
    options.preferFreePorts();
    Settings settings = options.settings();
    EngineSetup engine = new EngineSetup(new DataDirectory(settings.dataDirectory()));
    CleanUp cleanUp = new CleanUp();
    Thread hook = Thread.ofPlatform().name("clean-up").unstarted(cleanUp::run);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      cleanUp.add(engine::stopIfStarted);
      show(settings, engine, cleanUp);
      if (!exit) {
        System.err.println("\nCtrl-C ends the server and removes the service.");
        ended.await();
      }
      return 0;
    } finally {
      cleanUp.run();
    }
  }

  private void show(Settings settings, EngineSetup engine, CleanUp cleanUp)
      throws InterruptedException {
    boolean fromSource = false;
    if (settings.engine().kind() == Settings.EngineKind.DOCKER) {
      EngineInfo info = timed("Container engine", () -> engine.ensure(settings.engine().host()));
      System.err.printf("  %s %s%n", info.name(), info.version());
      SampleImage sample = new SampleImage(settings.engine().host());
      fromSource = SampleSource.isPossible(settings.engine().host());
      if (!fromSource) {
        timed("Sample image", () -> sample.build(IMAGE));
      }
      cleanUp.add(sample::removeNetwork);
    }
    PacerServer.Running running = timed("Server", () -> PacerServer.start(settings, exit));
    cleanUp.add(running.server()::close);
    DataDirectory directory = new DataDirectory(settings.dataDirectory());
    ApiClient client =
        new ApiClient(
            running.addresses().apiEndpoint(),
            AccessKeys.read(directory).orElseThrow().owner(),
            AwsProfile.REGION);
    SampleService service = new SampleService(client, SERVICE);
    service.deleteIfThere();
    cleanUp.add(service::deleteIfThere);
    Map<String, Object> source =
        fromSource
            ? timed("Sample source", () -> SampleSource.commit(directory, SERVICE))
            : imageSource();
    JsonNode created = timed("Service", () -> service.create(source));
    String url = created.get("ServiceUrl").asString();
    String body =
        timed("First request", () -> HttpFetch.get(running.addresses().httpAddress(), url));
    System.err.println();
    System.out.println("http://" + url);
    System.out.println(body.strip());
    System.err.println("\nThe AWS CLI reaches this server with:\n");
    System.out.print(AwsProfile.shellLines(running.server().awsConfig()));
    System.err.println("\nTry: aws apprunner list-services");
  }

  /// Runs a step and says how long it took.
  private static <T> T timed(String name, Work<T> work) throws InterruptedException {
    System.err.println(name + " …");
    Instant start = Instant.now();
    T result = work.run();
    System.err.printf(
        "%-30s %7.2f s%n", name, Duration.between(start, Instant.now()).toMillis() / 1000.0);
    return result;
  }

  /// A step of the quickstart.
  @FunctionalInterface
  private interface Work<T> {
    T run() throws InterruptedException;
  }

  /// What to undo at the end, in reverse; runs once, whether the end comes by itself or by a signal.
  private final class CleanUp {
    private final java.util.ArrayDeque<Undo> undos = new java.util.ArrayDeque<>();

    synchronized void add(Undo undo) {
      undos.push(undo);
    }

    synchronized void run() {
      while (!undos.isEmpty()) {
        try {
          undos.pop().run();
        } catch (InterruptedException | RuntimeException failure) {
          System.err.println("pacer: cleaning up: " + failure.getMessage());
        }
      }
      ended.countDown();
    }
  }

  /// One thing to undo.
  @FunctionalInterface
  private interface Undo {
    void run() throws InterruptedException;
  }

  private static Map<String, Object> imageSource() {
    return Map.of(
        "ImageRepository",
        Map.of("ImageIdentifier", IMAGE, "ImageRepositoryType", "ECR"),
        "AutoDeploymentsEnabled",
        false);
  }

  /// The input that creates the sample service.
  static Map<String, Object> createInput(String name, Map<String, Object> source) {
    return Map.of(
        "ServiceName",
        name,
        "SourceConfiguration",
        source,
        "InstanceConfiguration",
        Map.of("Cpu", "256", "Memory", "512"),
        "Tags",
        List.of());
  }
}
