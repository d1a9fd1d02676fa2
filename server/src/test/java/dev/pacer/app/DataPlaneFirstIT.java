package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.memory.MemoryHold;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whatever happens to the part that changes things, what runs is served.
class DataPlaneFirstIT {
  /// More than the API handles at once.
  private static final int TOO_MANY = 300;

  @TempDir private Path directory;
  private ServedShop shop;

  @BeforeEach
  void start() {
    shop = new ServedShop(directory, Map.of());
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  @Test
  void requestsAreServedWhileAnotherProcessHoldsTheDatabase() throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("pacer.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      var refused =
          shop.call(
              "AppRunner.CreateConnection",
              Map.of("ConnectionName", "github", "ProviderType", "GITHUB"));

      while (!refused.isDone()) {
        assertServed(shop.service);
      }

      assertThat(refused.join().statusCode()).isEqualTo(503);
      statement.execute("ROLLBACK");
    }
  }

  @Test
  void requestsAreServedWhileTheApiHasMoreCallsThanItTakes() {
    String token =
        shop.ok("Pacer.ReadServiceLog", Map.of("Service", "shop", "Log", "DEPLOYMENT"))
            .get("NextToken")
            .asString();
    Map<String, Object> waiting =
        Map.of("Service", "shop", "Log", "DEPLOYMENT", "NextToken", token, "WaitSeconds", 20);

    for (int i = 0; i < TOO_MANY; i++) {
      var _ = shop.call("Pacer.ReadServiceLog", waiting);
    }

    await().until(() -> shop.call("AppRunner.ListServices", Map.of()).join().statusCode() == 503);
    assertServed(shop.service);
    assertThat(shop.call("AppRunner.ListServices", Map.of()).join().statusCode()).isEqualTo(503);
  }

  @Test
  void requestsAreServedWhileTheReconcilerIsStuckWithAnotherService() {
    List<InstanceHandle> before = handles();
    JsonNode blog = shop.create("blog", Map.of("pacer:queue-timeout", "200ms"));
    InstanceHandle dying =
        handles().stream().filter(handle -> !before.contains(handle)).findFirst().orElseThrow();
    try (MemoryHold hold = shop.engine.holdStart()) {
      shop.engine.die(dying, 1, false);
      await().until(() -> hold.held() == 1);

      assertServed(shop.service);
      assertThat(shop.ask(blog, "/")).startsWith("HTTP/1.1 503 ");
    }
    await().untilAsserted(() -> assertServed(blog));
  }

  private void assertServed(JsonNode service) {
    assertThat(shop.ask(service, "/")).startsWith("HTTP/1.1 200 ");
  }

  private List<InstanceHandle> handles() {
    return shop.engine.owned().stream().map(OwnedInstance::handle).toList();
  }
}
