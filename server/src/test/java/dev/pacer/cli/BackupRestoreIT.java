package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import dev.pacer.app.DataDirectory;
import dev.pacer.app.PacerServer;
import dev.pacer.config.SettingsLoader;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Backups of servers with real containers.
class BackupRestoreIT {
  private static final String SERVE = "httpd -f -h /www -p 8080";

  /// Start commands are split on blanks, so the shell's is written without any.
  private static final String SERVE_LATER =
      "sh -c " + ("sleep 3;exec " + SERVE).replace(" ", "${IFS}");

  @TempDir private Path directory;
  private final List<PacerServer> started = new ArrayList<>();

  @BeforeEach
  void image() {
    SampleImage.id();
  }

  /// The last server ends all containers of the installation, which all servers here have in common.
  @AfterEach
  void stop() throws IOException {
    started.reversed().forEach(PacerServer::close);
    assertThat(containers()).isEmpty();
  }

  @Test
  void afterARestoreServicesServeFromTheContainersThatStillRun() throws Exception {
    PacerServer.Running before = serve("data", false);
    create("data");
    List<String> running = containers();
    backUp();
    before.server().close();

    restore();
    PacerServer.Running after = serve("restored", true);

    assertServes(after);
    assertThat(containers()).isEqualTo(running);
  }

  @Test
  void afterARestoreServicesServeWhoseContainersAreGone() throws Exception {
    PacerServer.Running before = serve("data", true);
    create("data");
    backUp();
    before.server().close();
    assertThat(containers()).isEmpty();

    restore();
    PacerServer.Running after = serve("restored", true);

    assertServes(after);
  }

  @Test
  void anUpdateThatWasInProgressEndsAfterTheRestore() throws Exception {
    PacerServer.Running before = serve("data", false);
    String arn = create("data");
    String operation = update("data", arn);
    backUp();
    assertThat(status("data", arn, operation)).isIn("PENDING", "IN_PROGRESS");
    ended("data", arn, operation);
    before.server().close();

    restore();
    PacerServer.Running after = serve("restored", true);

    assertThat(ended("restored", arn, operation)).isEqualTo("SUCCEEDED");
    assertThat(service("restored").get("Status").asString()).isEqualTo("RUNNING");
    assertServes(after);
  }

  private PacerServer.Running serve(String name, boolean stopInstances) {
    Map<String, String> flags =
        Map.of(
            "data-dir", directory.resolve(name).toString(),
            "engine-host", LocalEngine.get().host().toString(),
            "api-port", "0",
            "http-port", "0",
            "https-port", "0",
            "stop-grace", "1s");
    PacerServer.Running running =
        PacerServer.start(SettingsLoader.load(flags, Map.of(), directory), stopInstances);
    started.add(running.server());
    return running;
  }

  private String create(String name) throws InterruptedException {
    Map<String, Object> input = Map.of("ServiceName", "shop", "SourceConfiguration", source(SERVE));
    String arn = call(name, "CreateService", input).at("/Service/ServiceArn").asString();
    String status =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> service(name).get("Status").asString(),
                found -> !found.equals("OPERATION_IN_PROGRESS"));
    assertThat(status).isEqualTo("RUNNING");
    return arn;
  }

  private String update(String name, String arn) throws InterruptedException {
    Map<String, Object> input =
        Map.of("ServiceArn", arn, "SourceConfiguration", source(SERVE_LATER));
    return call(name, "UpdateService", input).get("OperationId").asString();
  }

  private static Map<String, Object> source(String command) {
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

  private String ended(String name, String arn, String operation) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> status(name, arn, operation),
            status -> !status.equals("PENDING") && !status.equals("IN_PROGRESS"));
  }

  private String status(String name, String arn, String operation) throws InterruptedException {
    JsonNode operations =
        call(name, "ListOperations", Map.of("ServiceArn", arn)).get("OperationSummaryList");
    return operations
        .valueStream()
        .filter(summary -> summary.get("Id").asString().equals(operation))
        .map(summary -> summary.get("Status").asString())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode service(String name) throws InterruptedException {
    JsonNode services = call(name, "ListServices", Map.of()).get("ServiceSummaryList");
    return services.get(0);
  }

  private JsonNode call(String name, String operation, Map<String, ?> input)
      throws InterruptedException {
    try (ApiClient client = ApiClient.of(new DataDirectory(directory.resolve(name)))) {
      return client.call("AppRunner." + operation, input);
    }
  }

  private void assertServes(PacerServer.Running server) throws InterruptedException {
    String host = service("restored").get("ServiceUrl").asString();
    String page =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .ignoreException(CommandFailedException.class)
            .until(() -> HttpFetch.get(server.addresses().httpAddress(), host), _ -> true);
    assertThat(page).contains("hello from the sample");
  }

  private void backUp() {
    assertThat(PacerCommand.run("backup", archive(), "--data-dir", data("data"))).isZero();
  }

  private void restore() {
    assertThat(PacerCommand.run("restore", archive(), "--data-dir", data("restored"))).isZero();
  }

  private String archive() {
    return data("backup.zip");
  }

  private String data(String name) {
    return directory.resolve(name).toString();
  }

  private List<String> containers() throws IOException {
    String installation = Files.readString(directory.resolve("data/installation")).strip();
    return LocalEngine.get()
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("dev.pacer.installation", installation))
        .exec()
        .stream()
        .map(Container::getId)
        .sorted()
        .toList();
  }
}
