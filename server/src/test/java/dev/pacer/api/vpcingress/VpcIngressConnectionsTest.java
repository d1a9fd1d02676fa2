package dev.pacer.api.vpcingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Status;
import dev.pacer.vpc.VpcIngressConnectionStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class VpcIngressConnectionsTest {
  private static final Map<String, Object> PRIVATE =
      Map.of(
          "NetworkConfiguration",
          Map.of("IngressConfiguration", Map.of("IsPubliclyAccessible", false)));
  private static final Map<String, String> ENDPOINT =
      Map.of("VpcId", "vpc-1", "VpcEndpointId", "vpce-1");

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
  void aPrivateServiceHasNoUrlAndNoRoute() {
    JsonNode service = api.service("shop", PRIVATE);

    assertThat(service.get("ServiceUrl").asString()).isEmpty();
    assertThat(api.plane.routes.current().byHost()).isEmpty();
  }

  @Test
  void aConnectionIsPendingAtFirst() {
    JsonNode made = create(api.service("shop", PRIVATE));

    assertThat(made.get("Status").asString()).isEqualTo("PENDING_CREATION");
    assertThat(made.get("AccountId").asString()).isEqualTo("111122223333");
    assertThat(made.get("DomainName").asString())
        .matches("[a-z][a-z0-9]{9}\\.eu-west-1\\.apprunner\\.localhost");
    assertThat(made.get("IngressVpcConfiguration").get("VpcEndpointId").asString())
        .isEqualTo("vpce-1");
  }

  @Test
  void anAvailableConnectionLeadsToItsService() {
    JsonNode made = create(api.service("shop", PRIVATE));

    api.pass(Duration.ofSeconds(1));

    assertThat(describe(made).get("Status").asString()).isEqualTo("AVAILABLE");
    assertThat(api.plane.routes.current().find(made.get("DomainName").asString())).isNotNull();
  }

  @Test
  void theRouteIsThereBeforeTheStatusSaysSo() {
    JsonNode made = create(api.service("shop", PRIVATE));

    api.plane.publishRoutes();

    assertThat(describe(made).get("Status").asString()).isEqualTo("PENDING_CREATION");
    assertThat(api.plane.routes.current().find(made.get("DomainName").asString())).isNotNull();
  }

  @Test
  void anUpdateIsPendingAndThenAvailableFromTheOtherEndpoint() {
    JsonNode made = available();

    JsonNode updated =
        api.ok("UpdateVpcIngressConnection", fromElsewhere(made)).get("VpcIngressConnection");
    api.pass(Duration.ofSeconds(1));

    assertThat(updated.get("Status").asString()).isEqualTo("PENDING_UPDATE");
    assertThat(describe(made).get("Status").asString()).isEqualTo("AVAILABLE");
    assertThat(describe(made).get("IngressVpcConfiguration").get("VpcId").asString())
        .isEqualTo("vpc-2");
  }

  @Test
  void aDeletedConnectionIsStillDescribedAndLeadsNowhere() {
    JsonNode made = available();

    JsonNode deleting = ok("DeleteVpcIngressConnection", arn(made));
    api.pass(Duration.ofSeconds(1));

    assertThat(deleting.get("Status").asString()).isEqualTo("PENDING_DELETION");
    assertThat(describe(made).get("Status").asString()).isEqualTo("DELETED");
    assertThat(describe(made).has("DeletedAt")).isTrue();
    assertThat(api.plane.routes.current().byHost()).isEmpty();
    assertThat(api.ok("ListVpcIngressConnections", Map.of()).get("VpcIngressConnectionSummaryList"))
        .isEmpty();
  }

  @Test
  void aPendingConnectionCannotBeDeleted() {
    JsonNode made = create(api.service("shop", PRIVATE));

    Answer refused =
        api.call("DeleteVpcIngressConnection", Map.of("VpcIngressConnectionArn", arn(made)));

    assertThat(refused.error()).isEqualTo("InvalidStateException");
  }

  @ParameterizedTest
  @CsvSource({
    "UpdateVpcIngressConnection, AVAILABLE, 200",
    "UpdateVpcIngressConnection, FAILED_CREATION, 200",
    "UpdateVpcIngressConnection, FAILED_UPDATE, 200",
    "UpdateVpcIngressConnection, FAILED_DELETION, 400",
    "UpdateVpcIngressConnection, PENDING_UPDATE, 400",
    "UpdateVpcIngressConnection, DELETED, 400",
    "DeleteVpcIngressConnection, AVAILABLE, 200",
    "DeleteVpcIngressConnection, FAILED_CREATION, 200",
    "DeleteVpcIngressConnection, FAILED_UPDATE, 200",
    "DeleteVpcIngressConnection, FAILED_DELETION, 200",
    "DeleteVpcIngressConnection, PENDING_UPDATE, 400",
    "DeleteVpcIngressConnection, DELETED, 400"
  })
  void aCallIsLegalInItsStatusesOnly(String operation, Status status, int expected) {
    JsonNode made = available();
    bring(made, status);

    Answer answer = api.call(operation, fromElsewhere(made));

    assertThat(answer.status()).isEqualTo(expected);
  }

  @Test
  void anUnknownServiceMakesTheRequestInvalid() {
    Answer refused =
        api.call(
            "CreateVpcIngressConnection",
            Map.of(
                "ServiceArn",
                "arn:aws:apprunner:eu-west-1:111122223333:service/shop/"
                    + "0123456789abcdef0123456789abcdef",
                "VpcIngressConnectionName",
                "inside",
                "IngressVpcConfiguration",
                ENDPOINT));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aPublicServiceHasNoUseForOne() {
    Answer refused = call(api.service("shop", Map.of()), "other");

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aServiceHasOneAtMost() {
    JsonNode service = api.service("shop", PRIVATE);
    create(service);

    assertThat(call(service, "other").error()).isEqualTo("ServiceQuotaExceededException");
  }

  @Test
  void aServiceWithAnAvailableConnectionIsNotDeleted() {
    JsonNode made = available();

    Answer refused =
        api.call("DeleteService", Map.of("ServiceArn", made.get("ServiceArn").asString()));

    assertThat(refused.error()).isEqualTo("InvalidStateException");
    assertThat(refused.message())
        .isEqualTo(
            "You cannot delete a Service while it has VpcIngressConnections with a status of"
                + " AVAILABLE. Service Arn: "
                + made.get("ServiceArn").asString()
                + " VpcIngressConnection Arn: "
                + arn(made));
  }

  @Test
  void aListCanBeNarrowedToAnEndpoint() {
    available();

    JsonNode other =
        api.ok(
            "ListVpcIngressConnections", Map.of("Filter", Map.of("VpcEndpointId", "vpce-other")));

    assertThat(other.get("VpcIngressConnectionSummaryList")).isEmpty();
  }

  private static Map<String, Object> fromElsewhere(JsonNode connection) {
    return Map.of(
        "VpcIngressConnectionArn",
        arn(connection),
        "IngressVpcConfiguration",
        Map.of("VpcId", "vpc-2", "VpcEndpointId", "vpce-2"));
  }

  private void bring(JsonNode connection, Status status) {
    VpcIngressConnectionStore store = api.plane.stores.ingressConnections();
    VpcIngressConnection before = store.find(arn(connection)).orElseThrow();
    store.replace(before, before.in(status));
  }

  private JsonNode available() {
    JsonNode made = create(api.service("shop", PRIVATE));
    api.pass(Duration.ofSeconds(1));
    return describe(made);
  }

  private JsonNode create(JsonNode service) {
    Answer answer = call(service, "inside");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.body().get("VpcIngressConnection");
  }

  private Answer call(JsonNode service, String name) {
    return api.call(
        "CreateVpcIngressConnection",
        new HashMap<>(
            Map.of(
                "ServiceArn",
                service.get("ServiceArn").asString(),
                "VpcIngressConnectionName",
                name,
                "IngressVpcConfiguration",
                ENDPOINT)));
  }

  private JsonNode describe(JsonNode connection) {
    return ok("DescribeVpcIngressConnection", arn(connection));
  }

  private JsonNode ok(String operation, String arn) {
    return api.ok(operation, Map.of("VpcIngressConnectionArn", arn)).get("VpcIngressConnection");
  }

  private static String arn(JsonNode connection) {
    return connection.get("VpcIngressConnectionArn").asString();
  }
}
