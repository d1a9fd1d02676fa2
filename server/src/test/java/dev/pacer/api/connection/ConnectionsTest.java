package dev.pacer.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConnectionsTest {
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

  @Test
  void aNewConnectionWaitsForItsHandshake() {
    JsonNode made = create("github");

    assertThat(made.get("ConnectionArn").asString())
        .matches("arn:aws:apprunner:eu-west-1:111122223333:connection/github/[0-9a-f]{32}");
    assertThat(made.get("Status").asString()).isEqualTo("PENDING_HANDSHAKE");
    assertThat(made.get("ProviderType").asString()).isEqualTo("GITHUB");
  }

  @Test
  void aNameIsTakenOnlyOnce() {
    create("github");

    Answer refused =
        api.call("CreateConnection", Map.of("ConnectionName", "github", "ProviderType", "GITHUB"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void anAccountHasTenConnectionsAtMost() {
    for (int number = 0; number < 10; number++) {
      create("github" + number);
    }

    Answer refused =
        api.call("CreateConnection", Map.of("ConnectionName", "more", "ProviderType", "GITHUB"));

    assertThat(refused.error()).isEqualTo("ServiceQuotaExceededException");
  }

  @Test
  void theListCanBeNarrowedToOneName() {
    create("github");
    create("another");

    JsonNode list = api.ok("ListConnections", Map.of("ConnectionName", "github"));

    assertThat(names(list)).containsExactly("github");
  }

  @Test
  void pagesSurviveAnInsertBetweenThem() {
    create("bbbb");
    create("cccc");
    create("dddd");
    JsonNode first = api.ok("ListConnections", Map.of("MaxResults", 2));
    create("aaaa");

    JsonNode second =
        api.ok(
            "ListConnections",
            Map.of("MaxResults", 2, "NextToken", first.get("NextToken").asString()));

    assertThat(names(second)).containsExactly("dddd");
    assertThat(second.has("NextToken")).isFalse();
  }

  @Test
  void aDeletedConnectionIsShownAsDeletedOnceAndThenUnknown() {
    Map<String, String> arn =
        Map.of("ConnectionArn", create("github").get("ConnectionArn").asString());

    JsonNode deleted = api.ok("DeleteConnection", arn).get("Connection");

    assertThat(deleted.get("Status").asString()).isEqualTo("DELETED");
    assertThat(api.call("DeleteConnection", arn).error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aServiceFromCodeKeepsItsSourceAndItsConnectionFromBeingDeleted() {
    String connection = create("github").get("ConnectionArn").asString();

    JsonNode service = api.service("shop", Map.of("SourceConfiguration", code(connection)));

    JsonNode repository = service.get("SourceConfiguration").get("CodeRepository");
    assertThat(repository.get("SourceDirectory").asString()).isEqualTo("/");
    assertThat(repository.get("SourceCodeVersion").get("Value").asString()).isEqualTo("main");
    assertThat(service.get("SourceConfiguration").get("AutoDeploymentsEnabled").asBoolean())
        .isTrue();
    assertThat(service.get("Status").asString()).isEqualTo("CREATE_FAILED");
    assertThat(api.call("DeleteConnection", Map.of("ConnectionArn", connection)).error())
        .isEqualTo("InvalidRequestException");
  }

  private static Map<String, Object> code(String connection) {
    return Map.of(
        "CodeRepository",
        Map.of(
            "RepositoryUrl",
            "https://github.com/owner/name",
            "SourceCodeVersion",
            Map.of("Type", "BRANCH", "Value", "main"),
            "CodeConfiguration",
            Map.of("ConfigurationSource", "REPOSITORY")),
        "AuthenticationConfiguration",
        Map.of("ConnectionArn", connection));
  }

  private JsonNode create(String name) {
    return api.ok(
            "CreateConnection",
            new HashMap<>(Map.of("ConnectionName", name, "ProviderType", "GITHUB")))
        .get("Connection");
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.get("ConnectionSummaryList")
        .forEach(summary -> names.add(summary.get("ConnectionName").asString()));
    return names;
  }
}
