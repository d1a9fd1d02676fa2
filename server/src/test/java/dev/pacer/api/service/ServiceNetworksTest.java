package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServiceNetworksTest {
  /// What clients send that leave out a false: the Go SDK, and with it Terraform.
  private static final Map<String, Object> EMPTY_INGRESS =
      Map.of("NetworkConfiguration", Map.of("IngressConfiguration", Map.of()));

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
  void anIngressWithoutItsMemberIsPrivate() {
    JsonNode service = api.service("shop", EMPTY_INGRESS);

    assertThat(isPublic(service)).isFalse();
    assertThat(service.get("ServiceUrl").asString()).isEmpty();
  }

  @Test
  void anUpdateWithAnEmptyIngressMakesTheServicePrivate() {
    JsonNode service = api.service("shop", Map.of());

    JsonNode updated = update(service, EMPTY_INGRESS);

    assertThat(isPublic(updated)).isFalse();
  }

  @Test
  void anUpdateOfTheWayOutKeepsAPrivateServicePrivate() {
    JsonNode service = api.service("shop", EMPTY_INGRESS);

    JsonNode updated =
        update(service, egress(Map.of("EgressType", "VPC", "VpcConnectorArn", connector())));

    assertThat(isPublic(updated)).isFalse();
    assertThat(updated.get("NetworkConfiguration").get("EgressConfiguration").toString())
        .contains("\"EgressType\":\"VPC\"");
  }

  @Test
  void aConnectorIsOnlyForTheWayOutThroughAVpc() {
    Answer refused = create(egress(Map.of("VpcConnectorArn", connector())));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void theWayOutThroughAVpcNeedsAConnector() {
    Answer refused = create(egress(Map.of("EgressType", "VPC")));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  private static boolean isPublic(JsonNode service) {
    return service
        .get("NetworkConfiguration")
        .get("IngressConfiguration")
        .get("IsPubliclyAccessible")
        .asBoolean();
  }

  private static Map<String, Object> egress(Map<String, String> egress) {
    return Map.of("NetworkConfiguration", Map.of("EgressConfiguration", egress));
  }

  private String connector() {
    return api.ok(
            "CreateVpcConnector",
            Map.of("VpcConnectorName", "inside", "Subnets", List.of("subnet-1")))
        .get("VpcConnector")
        .get("VpcConnectorArn")
        .asString();
  }

  private Answer create(Map<String, ?> further) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceName", "shop");
    input.put("SourceConfiguration", ApiBed.image("good:1"));
    return api.call("CreateService", input);
  }

  private JsonNode update(JsonNode service, Map<String, ?> changes) {
    Map<String, Object> input = new HashMap<>(changes);
    input.put("ServiceArn", service.get("ServiceArn").asString());
    api.ok("UpdateService", input);
    return api.settled(service.get("ServiceArn").asString());
  }
}
