package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a whole server tells of the requests to its services.
class ObservedRequestsIT {
  @TempDir private Path directory;

  @Test
  void aRequestIsInTheAccessLogAndNotInWhatTheApplicationWrote() {
    try (ServedShop shop = new ServedShop(directory, Map.of())) {
      shop.ask(shop.service, "/cart?secret=1");

      await().until(() -> log(shop, "ACCESS").size() == 1);
      JsonNode event = log(shop, "ACCESS").getFirst();
      assertThat(event.get("Message").asString())
          .contains(
              "\"path\":\"/cart\"", "\"status\":200", shop.service.get("ServiceId").asString())
          .doesNotContain("secret");
      assertThat(log(shop, "APPLICATION"))
          .noneMatch(line -> line.get("Message").asString().contains("/cart"));
    }
  }

  @Test
  void aServiceWhoseTagSaysSoHasNoAccessLogUntilTheTagIsGone() {
    try (ServedShop shop = new ServedShop(directory, Map.of("pacer:access-log", "off"))) {
      shop.ask(shop.service, "/unseen");

      shop.ok(
          "AppRunner.UntagResource",
          Map.of(
              "ResourceArn",
              shop.service.get("ServiceArn").asString(),
              "TagKeys",
              List.of("pacer:access-log")));

      await()
          .until(
              () -> {
                shop.ask(shop.service, "/seen");
                return log(shop, "ACCESS");
              },
              lines -> !lines.isEmpty());
      assertThat(log(shop, "ACCESS"))
          .noneMatch(line -> line.get("Message").asString().contains("/unseen"));
    }
  }

  @Test
  void theMetricsOfAServiceAreOnTheApisPortAsLongAsItHasARoute() {
    try (ServedShop shop = new ServedShop(directory, Map.of())) {
      String id = shop.service.get("ServiceId").asString();
      String labels = "{service=\"shop\",service_id=\"%s\",status=\"2xx\"}".formatted(id);
      shop.ask(shop.service, "/");
      assertThat(shop.get("/metrics")).contains("pacer_requests_total" + labels + " 1\n");

      shop.ok(
          "AppRunner.PauseService",
          Map.of("ServiceArn", shop.service.get("ServiceArn").asString()));

      await().untilAsserted(() -> assertThat(shop.get("/metrics")).doesNotContain(id));
      assertThat(shop.ask(shop.service, "/")).startsWith("HTTP/1.1 404 ");
    }
  }

  private static List<JsonNode> log(ServedShop shop, String log) {
    return shop
        .ok("Pacer.ReadServiceLog", Map.of("Service", "shop", "Log", log))
        .get("Events")
        .values()
        .stream()
        .toList();
  }
}
