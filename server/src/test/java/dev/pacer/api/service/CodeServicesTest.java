package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CodeServicesTest {
  private static final Map<String, Object> REPOSITORY =
      Map.of(
          "RepositoryUrl",
          "https://github.com/owner/name",
          "SourceCodeVersion",
          Map.of("Type", "BRANCH", "Value", "main"),
          "CodeConfiguration",
          Map.of("ConfigurationSource", "REPOSITORY"));

  @TempDir private Path directory;
  private ApiBed api;

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({"GITHUB, GitHub", "BITBUCKET, Bitbucket"})
  void aConnectionWithoutItsHandshakeFailsTheCreationInAppRunnersWords(
      String provider, String name) {
    JsonNode service = create(Optional.of(connection(provider)));

    assertThat(service.get("Status").asString()).isEqualTo("CREATE_FAILED");
    eventuallyEvents(
        service,
        "[AppRunner] Failed to retrieve the latest commit from your source repository. Be sure you"
            + " configure your service with a valid connection to your "
            + name
            + " repository. The connection inside is in the status PENDING_HANDSHAKE.",
        "[AppRunner] Deployment with ID : " + operation(service) + " failed.",
        "[AppRunner] Service creation failed. For details, see service logs.",
        "[AppRunner] Service status is set to CREATE_FAILED.");
  }

  @Test
  void anAvailableConnectionComesToTheBuildWhichAnEngineMayNotBeAbleTo() {
    String connection = connection("GITHUB");
    api.plane.stores.connections().approve(connection, Optional.empty());

    JsonNode service = create(Optional.of(connection));

    assertThat(service.get("Status").asString()).isEqualTo("CREATE_FAILED");
    eventuallyDeploymentLog(
        service,
        "[AppRunner] Starting to deploy your application source code.",
        "[AppRunner] Stopped while preparing the image.",
        "[AppRunner] Failed to build your application source code. Reason: This engine cannot"
            + " build; Docker Engine can.",
        "[AppRunner] Failed to deploy your application source code.");
  }

  @Test
  void aPublicRepositoryNeedsNoConnection() {
    JsonNode service = create(Optional.empty());

    eventuallyDeploymentLog(
        service,
        "[AppRunner] Starting to deploy your application source code.",
        "[AppRunner] Stopped while preparing the image.",
        "[AppRunner] Failed to build your application source code. Reason: This engine cannot"
            + " build; Docker Engine can.",
        "[AppRunner] Failed to deploy your application source code.");
  }

  private JsonNode create(Optional<String> connection) {
    Map<String, Object> source = new HashMap<>(Map.of("CodeRepository", REPOSITORY));
    connection.ifPresent(
        arn -> source.put("AuthenticationConfiguration", Map.of("ConnectionArn", arn)));
    return api.service("shop", Map.of("SourceConfiguration", source));
  }

  private String connection(String provider) {
    return api.ok("CreateConnection", Map.of("ConnectionName", "inside", "ProviderType", provider))
        .get("Connection")
        .get("ConnectionArn")
        .asString();
  }

  private String operation(JsonNode service) {
    return api.ok("ListOperations", Map.of("ServiceArn", service.get("ServiceArn").asString()))
        .get("OperationSummaryList")
        .get(0)
        .get("Id")
        .asString();
  }

  private void eventuallyEvents(JsonNode service, String... lines) {
    await()
        .untilAsserted(() ->
            assertThat(api.plane.events(service.get("ServiceId").asString())).endsWith(lines));
  }

  private void eventuallyDeploymentLog(JsonNode service, String... lines) {
    String id = service.get("ServiceId").asString();
    await()
        .untilAsserted(() ->
            assertThat(api.plane.deploymentLog(id, operation(service))).isEqualTo(List.of(lines)));
  }
}
