package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.app.DataDirectory;
import dev.pacer.app.PacerServer;
import dev.pacer.config.SettingsLoader;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pacer versions`, `rollback` and `cancel` against a server with real containers.
class ServiceCommandsIT {
  private static final String SERVE = "httpd -f -h /www -p 8080";

  /// Start commands are split on blanks, so the shell's is written without any.
  private static final String SERVE_LATER =
      "sh -c " + ("sleep 4;exec " + SERVE).replace(" ", "${IFS}");

  @TempDir private Path directory;
  private PacerServer server;

  @BeforeEach
  void start() throws InterruptedException {
    SampleImage.id();
    Map<String, String> flags =
        Map.of(
            "data-dir", directory.toString(),
            "engine-host", LocalEngine.get().host().toString(),
            "api-port", "0",
            "http-port", "0",
            "https-port", "0",
            "drain-time", "1s",
            "stop-grace", "1s");
    server = PacerServer.start(SettingsLoader.load(flags, Map.of(), directory), true).server();
    change("AppRunner.CreateService", Map.of("ServiceName", "shop"), SERVE_LATER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRollbackEndsWhenTheEarlierVersionServes() throws InterruptedException {
    change("AppRunner.UpdateService", Map.of("ServiceArn", arn()), SERVE);

    int status = run("rollback", "shop");

    assertThat(status).isZero();
    assertThat(standings()).containsExactly("3 ACTIVE", "2 INACTIVE", "1 INACTIVE");
  }

  @Test
  void aRollbackThatIsCancelledHasFailedAndTheCancellationSucceeded() throws Exception {
    change("AppRunner.UpdateService", Map.of("ServiceArn", arn()), SERVE);
    CompletableFuture<Integer> rollback =
        CompletableFuture.supplyAsync(() -> run("rollback", "shop", "--to", "1"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> standings().contains("3 DEPLOYING"));

    int status = run("cancel", "shop");

    assertThat(status).isZero();
    assertThat(rollback.get(20, TimeUnit.SECONDS)).isOne();
    assertThat(standings()).containsExactly("3 FAILED", "2 ACTIVE", "1 INACTIVE");
  }

  @Test
  void aRollbackThatIsNotWaitedForIsInProgress() throws InterruptedException {
    change("AppRunner.UpdateService", Map.of("ServiceArn", arn()), SERVE);

    int status = run("rollback", "shop", "--no-wait");

    assertThat(status).isZero();
    assertThat(standings()).contains("3 DEPLOYING");
  }

  @Test
  void whatCannotBeDoneEndsWithStatusOne() {
    assertThat(run("rollback", "shop")).isOne();
    assertThat(run("rollback", "shop", "--to", "7")).isOne();
    assertThat(run("cancel", "shop")).isOne();
    assertThat(run("versions", "none")).isOne();
  }

  @Test
  void versionsAreListedByNameAndByArn() throws InterruptedException {
    assertThat(run("versions", "shop")).isZero();
    assertThat(run("versions", arn())).isZero();
  }

  private int run(String... arguments) {
    return PacerCommand.run(
        Stream.concat(Stream.of(arguments), Stream.of("--data-dir", directory.toString()))
            .toArray(String[]::new));
  }

  private void change(String target, Map<String, Object> input, String command)
      throws InterruptedException {
    Map<String, Object> image =
        Map.of(
            "ImageIdentifier",
            SampleImage.NAME,
            "ImageRepositoryType",
            "ECR",
            "ImageConfiguration",
            Map.of("StartCommand", command));
    Map<String, Object> whole = new HashMap<>(input);
    whole.put("SourceConfiguration", Map.of("ImageRepository", image));
    call(target, whole);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service().get("Status").asString().equals("RUNNING"));
  }

  private List<String> standings() throws InterruptedException {
    List<String> standings = new ArrayList<>();
    call("Pacer.ListServiceVersions", Map.of("ServiceArn", arn()))
        .get("ServiceVersionSummaryList")
        .forEach(version ->
            standings.add(version.get("Version").asInt() + " " + version.get("Status").asString()));
    return standings;
  }

  private String arn() throws InterruptedException {
    return service().get("ServiceArn").asString();
  }

  private JsonNode service() throws InterruptedException {
    return call("AppRunner.ListServices", Map.of()).get("ServiceSummaryList").get(0);
  }

  private JsonNode call(String target, Map<String, ?> input) throws InterruptedException {
    try (ApiClient client = ApiClient.of(new DataDirectory(directory))) {
      return client.call(target, input);
    }
  }
}
