package dev.pacer.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.clients.AwsClient;
import dev.pacer.compat.clients.Call;
import dev.pacer.compat.clients.Clients;
import dev.pacer.compat.clients.JavaClient;
import dev.pacer.compat.scenarios.Conversation;
import dev.pacer.compat.scenarios.Ground;
import dev.pacer.compat.scenarios.Scenario;
import dev.pacer.compat.scenarios.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every scenario with every client, side by side against one server with a container engine. Each pair
/// has a region of its own, which is a world of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryClientIT {
  /// Newer than the AWS CLI v2 that Debian 12 has.
  private static final List<String> NEWEST =
      List.of("ListServicesForAutoScalingConfiguration", "UpdateDefaultAutoScalingConfiguration");

  /// They find services below `AWS_DATA_PATH`; the operations of the others are compiled in.
  private static final List<String> READ_MODELS = List.of("AWS CLI v1", "AWS CLI v2", "boto3");

  /// Small quotas, so that few calls reach them.
  private static final String SETTINGS =
      """
      stop-grace: 1s
      startup-window: 10s
      quota-services: 3
      quota-connections: 3
      quota-auto-scaling-revisions: 2
      quota-observability-revisions: 2
      quota-vpc-connectors: 3
      """;

  private final AtomicInteger regions = new AtomicInteger();
  private final List<AwsClient> clients = new ArrayList<>();
  private DnsRecords dns;
  private RunningPacer server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    SampleImages.build();
    dns = DnsRecords.start();
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("pacer.yaml"), SETTINGS + "dns-resolver: " + dns.address());
    server = RunningPacer.start(data, "--stop-instances");
    Path configFile = directory.resolve("config");
    Files.writeString(configFile, profiles(Files.readString(server.awsConfig())));
    clients.addAll(
        Clients.start(
            server,
            configFile,
            Map.of(
                "AWS_CONFIG_FILE", configFile.toString(),
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_PROFILE", "pacer",
                "AWS_DATA_PATH", server.awsModels().toString(),
                "AWS_PAGER", "")));
  }

  @AfterAll
  void stop() throws Exception {
    for (AwsClient client : clients) {
      client.close();
    }
    server.close();
    dns.close();
  }

  @ParameterizedTest(name = "{0}: {1}", autoCloseArguments = false)
  @MethodSource("pairs")
  @Execution(ExecutionMode.CONCURRENT)
  void plays(AwsClient client, Scenario scenario) {
    Ground ground = new Ground(client, "us-east-" + (100 + regions.incrementAndGet()), server, dns);
    Conversation aws = new Conversation(ground);

    try {
      scenario.script().play(aws);
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          client + ": " + scenario + ": " + String.valueOf(failure.getMessage()).strip(), failure);
    }

    assertThat(aws.succeeded()).isEqualTo(new TreeSet<>(scenario.operations()));
  }

  @ParameterizedTest(name = "{0}", autoCloseArguments = false)
  @MethodSource("clients")
  void hasAllOperationsButTheNewest(AwsClient client) {
    TreeSet<String> missing = new TreeSet<>(JavaClient.allOperations());
    missing.removeAll(client.operations());

    assertThat(NEWEST).containsAll(missing);
    if (!client.name().equals("AWS CLI v2")) {
      assertThat(missing).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}", autoCloseArguments = false)
  @MethodSource("clients")
  void hasPacersOwnOperationsIfItReadsModels(AwsClient client) {
    List<String> own =
        client.operations().stream().filter(name -> name.startsWith(Call.OWN)).toList();

    if (READ_MODELS.contains(client.name())) {
      assertThat(own)
          .containsExactlyInAnyOrder(
              "Pacer.ApproveConnection",
              "Pacer.CancelOperation",
              "Pacer.ListServiceVersions",
              "Pacer.ReadServiceLog",
              "Pacer.RollbackService");
    } else {
      assertThat(own).isEmpty();
    }
  }

  private Stream<AwsClient> clients() {
    return clients.stream();
  }

  /// A client that lacks an operation sits out the scenarios that need it.
  private Stream<Arguments> pairs() {
    return Scenarios.ALL.stream()
        .flatMap(scenario ->
            clients.stream()
                .filter(client -> client.operations().containsAll(scenario.operations()))
                .map(client -> Arguments.of(client, scenario)));
  }

  /// The server's own profile, and two of people who must not get in.
  private static String profiles(String own) {
    String wrongSecret =
        own.replace("[profile pacer]", "[profile wrong-secret]")
            .replaceAll("(aws_secret_access_key = ).*", "$1wrong");
    String unknownKey =
        own.replace("[profile pacer]", "[profile unknown-key]")
            .replaceAll("(aws_access_key_id = ).*", "$1AKIAIOSFODNN7EXAMPLE");
    return own + wrongSecret + unknownKey;
  }
}
