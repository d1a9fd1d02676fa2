package dev.pacer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.testing.SampleImage;
import dev.pacer.testing.load.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two servers share a database, and one of them is killed again and again while operations run.
///
/// `-Dpacer.kill.seconds=` says how long (default 15), `-Dpacer.kill.seed=` repeats a run's choices.
class KilledServersIT {
  private static final long SECONDS = Long.getLong("pacer.kill.seconds", 15);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> SERVICES = List.of("one1", "two2", "three", "four", "five");

  @TempDir private Path directory;
  private int accepted;
  private int refused;
  private int unanswered;
  private int kills;

  @BeforeAll
  static void buildImage() {
    SampleImage.id();
  }

  @Test
  void theOtherServerEndsWhatADeadOneHasBegun() throws Exception {
    try (TwoProcesses two = new TwoProcesses(directory)) {
      String arn = create(two.server(0), "shop");
      settled(two, arn);
      // Takes the whole start-up window, as it never listens.
      two.server(0).call("UpdateService", source(arn, "sleep 600"));
      awaitInProgress(two, arn);
      long killed = System.nanoTime();
      two.kill(0);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> two.stores.members().members().size() == 1);
      System.out.printf("dead server noticed after %d ms%n", millisSince(killed));
      Operation ended = settled(two, arn);

      assertThat(ended.status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
      System.out.printf("its operation ended after %d ms%n", millisSince(killed));
      assertThat(answer(two.server(1), service(two, arn))).contains("hello from the sample");
    }
  }

  @Test
  void whateverIsKilledEverythingEndsAndNothingIsLeft() throws Exception {
    long seed = Long.getLong("pacer.kill.seed", System.nanoTime() % 1_000_000);
    System.out.println("-Dpacer.kill.seed=" + seed);
    Random random = new Random(seed);
    try (TwoProcesses two = new TwoProcesses(directory)) {
      List<String> arns = new ArrayList<>();
      for (String name : SERVICES) {
        arns.add(create(two.server(random.nextInt(2)), name));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < end) {
        disturb(two, arns, random);
      }
      try {
        checkAll(two, arns);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + "\n" + two.logs(), failure);
      }
      System.out.printf(
          "%d kills; calls: %d accepted, %d refused, %d unanswered%n",
          kills, accepted, refused, unanswered);
    }
  }

  /// Some calls, then perhaps a kill, a pause of a random length, and a start.
  private void disturb(TwoProcesses two, List<String> arns, Random random) throws Exception {
    for (int calls = 1 + random.nextInt(6); calls > 0; calls--) {
      change(two.server(random.nextInt(2)), arns.get(random.nextInt(arns.size())), random);
      letPass(random.nextInt(150));
    }
    int victim = random.nextInt(2);
    two.kill(victim);
    kills++;
    for (int calls = random.nextInt(5); calls > 0; calls--) {
      change(two.server(1 - victim), arns.get(random.nextInt(arns.size())), random);
      letPass(random.nextInt(1_500));
    }
    two.start(victim);
  }

  /// A kill is to come at any moment, so there is no condition to wait for.
  private static void letPass(int millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  private void change(ServerProcess server, String arn, Random random) {
    try {
      int status =
          switch (random.nextInt(8)) {
            case 0, 1 -> send(server, "UpdateService", source(arn, "httpd -f -h /www -p 8080"));
            case 2 -> send(server, "UpdateService", source(arn, "false"));
            case 3 -> send(server, "StartDeployment", Map.of("ServiceArn", arn));
            case 4 -> send(server, "PauseService", Map.of("ServiceArn", arn));
            case 5 -> send(server, "ResumeService", Map.of("ServiceArn", arn));
            case 6 -> send(server, "Pacer.RollbackService", Map.of("ServiceArn", arn));
            default -> cancel(server, arn);
          };
      if (status == 200) {
        accepted++;
      } else {
        assertThat(status).as("a refusal, never a fault").isEqualTo(400);
        refused++;
      }
    } catch (IOException dead) {
      unanswered++;
    }
  }

  private int cancel(ServerProcess server, String arn) throws IOException {
    var listed = server.send("ListOperations", Map.of("ServiceArn", arn));
    JsonNode newest = JSON.readTree(listed.body()).path("OperationSummaryList").path(0).path("Id");
    return newest.isMissingNode()
        ? 400
        : send(
            server,
            "Pacer.CancelOperation",
            Map.of("ServiceArn", arn, "OperationId", newest.asString()));
  }

  private static int send(ServerProcess server, String operation, Map<String, ?> input)
      throws IOException {
    return server.send(operation, input).statusCode();
  }

  private static void checkAll(TwoProcesses two, List<String> arns) {
    arns.forEach(arn -> settled(two, arn));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          List<Instance> instances = two.stores.services().instances();
          assertThat(instances).allMatch(i -> i.phase() == Instance.Phase.SERVING);
          assertThat(two.containers())
              .containsExactlyInAnyOrderElementsOf(
                  instances.stream().map(i -> i.handle().orElseThrow()).toList());
          assertThat(instances.stream().map(Instance::serviceId).toList())
              .containsExactlyInAnyOrderElementsOf(running(two));
        });
    for (String arn : arns) {
      Service service = service(two, arn);
      for (int number = 0; number < 2; number++) {
        ServerProcess server = two.server(number);
        String wanted =
            service.status() == ServiceStatus.RUNNING ? "hello from the sample" : "Not Found";
        await().untilAsserted(() -> assertThat(answer(server, service)).contains(wanted));
      }
    }
  }

  private static Set<String> running(TwoProcesses two) {
    return two.stores.services().living().stream()
        .filter(service -> service.status() == ServiceStatus.RUNNING)
        .map(Service::id)
        .collect(Collectors.toSet());
  }

  /// The newest operation of a service, once it has ended.
  private static Operation settled(TwoProcesses two, String arn) {
    return await("the end of the operation")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> two.stores.operations().list(id(arn), Optional.empty(), 1).items().getFirst(),
            operation -> operation.status().hasEnded());
  }

  private static void awaitInProgress(TwoProcesses two, String arn) {
    await().until(() -> two.stores.services().instances(id(arn)).size() == 2);
  }

  private static Service service(TwoProcesses two, String arn) {
    return two.stores.services().find(id(arn)).orElseThrow();
  }

  private static String create(ServerProcess server, String name) {
    return server
        .call(
            "CreateService",
            Map.of(
                "ServiceName",
                name,
                "SourceConfiguration",
                image("httpd -f -h /www -p 8080"),
                "HealthCheckConfiguration",
                Map.of("Protocol", "TCP", "Interval", 1, "Timeout", 1)))
        .get("Service")
        .get("ServiceArn")
        .asString();
  }

  private static Map<String, ?> source(String arn, String command) {
    return Map.of("ServiceArn", arn, "SourceConfiguration", image(command));
  }

  private static Map<String, ?> image(String command) {
    return Map.of(
        "ImageRepository",
        Map.of(
            "ImageIdentifier",
            SampleImage.NAME,
            "ImageRepositoryType",
            "ECR",
            "ImageConfiguration",
            Map.of("StartCommand", command)));
  }

  private static String answer(ServerProcess server, Service service) {
    try (Socket socket = new Socket()) {
      socket.connect(server.frontDoor(), 5_000);
      socket.setSoTimeout(5_000);
      String request =
          "GET / HTTP/1.1\r\nHost: " + service.host() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
