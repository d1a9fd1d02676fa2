package dev.pacer.api.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VpcConnectorsTest {
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
  void aConnectorIsActiveAtOnceAndKeepsItsLists() {
    JsonNode made =
        api.ok(
                "CreateVpcConnector",
                Map.of(
                    "VpcConnectorName",
                    "inside",
                    "Subnets",
                    List.of("subnet-1", "subnet-2"),
                    "SecurityGroups",
                    List.of("sg-1")))
            .get("VpcConnector");

    assertThat(arn(made))
        .matches("arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/inside/1/[0-9a-f]{32}");
    assertThat(made.get("Status").asString()).isEqualTo("ACTIVE");
    assertThat(made.get("Subnets"))
        .extracting(JsonNode::asString)
        .containsExactly("subnet-1", "subnet-2");
    assertThat(made.get("SecurityGroups")).extracting(JsonNode::asString).containsExactly("sg-1");
  }

  @Test
  void aNameIsTakenOnlyOnce() {
    create("inside");

    Answer refused = call("CreateVpcConnector", "inside");

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message()).contains("already exists");
  }

  @Test
  void aConnectorNeedsASubnet() {
    Answer refused =
        api.call("CreateVpcConnector", Map.of("VpcConnectorName", "inside", "Subnets", List.of()));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void onlyTheFullArnNamesAConnector() {
    create("inside");

    Answer refused =
        api.call(
            "DescribeVpcConnector",
            Map.of(
                "VpcConnectorArn",
                "arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/inside/1"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aConnectorInUseIsNotDeleted() {
    String connector = arn(create("inside"));
    api.service("shop", network(connector));

    Answer refused = api.call("DeleteVpcConnector", Map.of("VpcConnectorArn", connector));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message())
        .isEqualTo("Provided VPC connector arn is being used by other services. ARN: " + connector);
  }

  @Test
  void aConnectorOfADeletedServiceMayBeDeleted() {
    String connector = arn(create("inside"));
    String service = api.service("shop", network(connector)).get("ServiceArn").asString();
    api.ok("DeleteService", Map.of("ServiceArn", service));
    api.settled(service);

    JsonNode deleted =
        api.ok("DeleteVpcConnector", Map.of("VpcConnectorArn", connector)).get("VpcConnector");

    assertThat(deleted.get("Status").asString()).isEqualTo("INACTIVE");
    assertThat(deleted.has("DeletedAt")).isTrue();
  }

  @Test
  void anUnknownConnectorMakesAServiceInvalid() {
    String unknown =
        "arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/inside/1/"
            + "0123456789abcdef0123456789abcdef";
    Map<String, Object> input = new java.util.HashMap<>(network(unknown));
    input.put("ServiceName", "shop");
    input.put("SourceConfiguration", ApiBed.image("good:1"));

    Answer refused = api.call("CreateService", input);

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message())
        .isEqualTo("The VPC connector ARN you specified isn't valid. ARN: '" + unknown + "'");
  }

  @Test
  void anAccountHasTenConnectorsAtMost() {
    for (int number = 0; number < 10; number++) {
      create("inside" + number);
    }

    assertThat(call("CreateVpcConnector", "more").error())
        .isEqualTo("ServiceQuotaExceededException");
  }

  private static Map<String, Object> network(String connector) {
    return Map.of(
        "NetworkConfiguration",
        Map.of("EgressConfiguration", Map.of("EgressType", "VPC", "VpcConnectorArn", connector)));
  }

  private JsonNode create(String name) {
    return api.ok(
            "CreateVpcConnector", Map.of("VpcConnectorName", name, "Subnets", List.of("subnet-1")))
        .get("VpcConnector");
  }

  private Answer call(String operation, String name) {
    return api.call(operation, Map.of("VpcConnectorName", name, "Subnets", List.of("subnet-1")));
  }

  private static String arn(JsonNode connector) {
    return connector.get("VpcConnectorArn").asString();
  }
}
