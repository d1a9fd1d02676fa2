package dev.pacer.api.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tags of services that the front door reads.
class RouteOptionsTest {
  /// With the MaxConcurrency of App Runner's default configuration.
  private static final RouteOptions UNTAGGED = RouteOptions.DEFAULT.withMaxConcurrency(100);

  private static final Map<String, String> TWO_MINUTES =
      Map.of("Key", "pacer:request-timeout", "Value", "120s");

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
  void aServiceIsServedAsTheTagsOfItsCreationSay() {
    JsonNode service = api.service("shop", Map.of("Tags", List.of(TWO_MINUTES)));

    assertThat(route(service).options())
        .isEqualTo(UNTAGGED.withRequestTimeout(Duration.ofMinutes(2)));
  }

  @Test
  void aTagThatIsAddedChangesTheRouteAndNothingElseOfIt() {
    JsonNode service = api.service("shop", Map.of());
    Route before = route(service);

    tag(service);

    await().until(() -> route(service).options().requestTimeout().isPresent());
    assertThat(route(service).service()).isSameAs(before.service());
    assertThat(route(service).backends()).isEqualTo(before.backends());
  }

  @Test
  void aTagThatIsRemovedBringsTheDefaultBack() {
    JsonNode service = api.service("shop", Map.of("Tags", List.of(TWO_MINUTES)));

    api.ok(
        "UntagResource",
        Map.of(
            "ResourceArn",
            service.get("ServiceArn").asString(),
            "TagKeys",
            List.of("pacer:request-timeout")));

    await().until(() -> route(service).options().equals(UNTAGGED));
  }

  private void tag(JsonNode service) {
    api.ok(
        "TagResource",
        Map.of("ResourceArn", service.get("ServiceArn").asString(), "Tags", List.of(TWO_MINUTES)));
  }

  private Route route(JsonNode service) {
    String host = service.get("ServiceUrl").asString().replaceFirst(":.*", "");
    return java.util.Objects.requireNonNull(api.plane.routes.current().find(host));
  }
}
