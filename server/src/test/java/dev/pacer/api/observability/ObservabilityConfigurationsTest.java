package dev.pacer.api.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ObservabilityConfigurationsTest {
  private static final String PREFIX =
      "arn:aws:apprunner:eu-west-1:111122223333:observabilityconfiguration/";
  private static final String BUILT_IN =
      PREFIX + "DefaultConfiguration/1/00000000000000000000000000000001";

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
  void aRevisionIsShownAsItWasCreated() {
    JsonNode made = create("traced");

    assertThat(arn(made)).matches(PREFIX + "traced/1/[0-9a-f]{32}");
    assertThat(made.get("TraceConfiguration").get("Vendor").asString()).isEqualTo("AWSXRAY");
    assertThat(made.get("Status").asString()).isEqualTo("ACTIVE");
    assertThat(describe(arn(made))).isEqualTo(made);
  }

  @Test
  void withoutATraceConfigurationNothingIsTraced() {
    JsonNode made =
        api.ok(
                "CreateObservabilityConfiguration",
                Map.of("ObservabilityConfigurationName", "quiet"))
            .get("ObservabilityConfiguration");

    assertThat(made.has("TraceConfiguration")).isFalse();
  }

  @Test
  void theNameOfTheBuiltInConfigurationIsReserved() {
    Answer refused =
        api.call(
            "CreateObservabilityConfiguration",
            Map.of("ObservabilityConfigurationName", "DefaultConfiguration"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message()).contains("reserved");
  }

  @Test
  void theBuiltInConfigurationIsNotDeleted() {
    assertThat(call("DeleteObservabilityConfiguration", BUILT_IN).error())
        .isEqualTo("InvalidRequestException");
  }

  @Test
  void aServiceThatSwitchesObservabilityOnUsesTheBuiltInConfiguration() {
    JsonNode service =
        api.service(
            "shop", Map.of("ObservabilityConfiguration", Map.of("ObservabilityEnabled", true)));

    assertThat(
            service
                .get("ObservabilityConfiguration")
                .get("ObservabilityConfigurationArn")
                .asString())
        .isEqualTo(BUILT_IN);
  }

  @Test
  void aRevisionInUseIsNotDeletedUntilTheServiceLetsItGo() {
    JsonNode made = create("traced");
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "ObservabilityConfiguration",
                Map.of("ObservabilityEnabled", true, "ObservabilityConfigurationArn", arn(made))));
    Answer refused = call("DeleteObservabilityConfiguration", arn(made));

    String serviceArn = service.get("ServiceArn").asString();
    api.ok(
        "UpdateService",
        Map.of(
            "ServiceArn",
            serviceArn,
            "ObservabilityConfiguration",
            Map.of("ObservabilityEnabled", false)));
    api.settled(serviceArn);

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(call("DeleteObservabilityConfiguration", arn(made)).status()).isEqualTo(200);
  }

  @Test
  void anArnIsRefusedWhereObservabilityIsOff() {
    Answer refused =
        api.call(
            "CreateService",
            Map.of(
                "ServiceName",
                "shop",
                "SourceConfiguration",
                ApiBed.image("good:1"),
                "ObservabilityConfiguration",
                Map.of("ObservabilityEnabled", false, "ObservabilityConfigurationArn", BUILT_IN)));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void onlyTheLatestRevisionsAreListed() {
    create("traced");
    create("traced");

    JsonNode list = api.ok("ListObservabilityConfigurations", Map.of());

    assertThat(list.get("ObservabilityConfigurationSummaryList"))
        .extracting(summary ->
            summary.get("ObservabilityConfigurationName").asString()
                + "/"
                + summary.get("ObservabilityConfigurationRevision").asInt())
        .containsExactly("DefaultConfiguration/1", "traced/2");
  }

  private JsonNode create(String name) {
    return api.ok(
            "CreateObservabilityConfiguration",
            Map.of(
                "ObservabilityConfigurationName",
                name,
                "TraceConfiguration",
                Map.of("Vendor", "AWSXRAY")))
        .get("ObservabilityConfiguration");
  }

  private JsonNode describe(String arn) {
    return api.ok(
            "DescribeObservabilityConfiguration", Map.of("ObservabilityConfigurationArn", arn))
        .get("ObservabilityConfiguration");
  }

  private Answer call(String operation, String arn) {
    return api.call(operation, Map.of("ObservabilityConfigurationArn", arn));
  }

  private static String arn(JsonNode configuration) {
    return configuration.get("ObservabilityConfigurationArn").asString();
  }
}
