package dev.pacer.api.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.support.AccountRegion;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TagsTest {
  private static final Map<String, String> TEAM = Map.of("Key", "team", "Value", "web");

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
  @ValueSource(
      strings = {
        "service",
        "connection",
        "autoscalingconfiguration",
        "observabilityconfiguration",
        "vpcconnector",
        "vpcingressconnection"
      })
  void everyKindOfResourceHasTags(String kind) {
    String arn = tagged(kind);
    assertThat(tags(arn)).containsExactly(Map.entry("team", "web"));

    api.ok(
        "TagResource",
        Map.of("ResourceArn", arn, "Tags", List.of(tag("stage", "test"), tag("team", "shop"))));
    Map<String, String> added = tags(arn);
    api.ok("UntagResource", Map.of("ResourceArn", arn, "TagKeys", List.of("team", "unknown")));

    assertThat(added).containsExactly(Map.entry("stage", "test"), Map.entry("team", "shop"));
    assertThat(tags(arn)).containsExactly(Map.entry("stage", "test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoscalingconfiguration", "observabilityconfiguration"})
  void theBuiltInConfigurationsHaveTagsBeforeAnythingElseWasAskedOfTheirRegion(String kind) {
    Answer answer =
        api.call(
            new AccountRegion("111122223333", "us-east-1"),
            "ListTagsForResource",
            Map.of(
                "ResourceArn",
                "arn:aws:apprunner:us-east-1:111122223333:"
                    + kind
                    + "/DefaultConfiguration/1/00000000000000000000000000000001"));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aResourceHasFiftyTagsAtMost() {
    String arn = tagged("service");

    Answer refused = api.call("TagResource", Map.of("ResourceArn", arn, "Tags", many(50)));
    Answer accepted = api.call("TagResource", Map.of("ResourceArn", arn, "Tags", many(49)));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(accepted.status()).isEqualTo(200);
  }

  @Test
  void theSameKeyTwiceIsRefused() {
    Answer refused =
        api.call(
            "TagResource",
            Map.of(
                "ResourceArn", tagged("service"), "Tags", List.of(tag("a", "1"), tag("a", "2"))));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void anUnknownResourceHasNoTags() {
    Answer refused =
        api.call(
            "ListTagsForResource",
            Map.of(
                "ResourceArn",
                "arn:aws:apprunner:eu-west-1:111122223333:service/shop/"
                    + "0123456789abcdef0123456789abcdef"));

    assertThat(refused.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aResourceOfAnotherRegionDoesNotExist() {
    Answer refused =
        api.call(
            new AccountRegion("111122223333", "us-east-1"),
            "ListTagsForResource",
            Map.of("ResourceArn", tagged("service")));

    assertThat(refused.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aServiceOfAnotherAccountIsOutOfReachUnderTheCallersOwnAccount() {
    String arn = tagged("service");

    Answer refused =
        api.call(
            new AccountRegion("444455556666", "eu-west-1"),
            "TagResource",
            Map.of(
                "ResourceArn",
                arn.replace("111122223333", "444455556666"),
                "Tags",
                List.of(tag("team", "theirs"))));

    assertThat(refused.error()).isEqualTo("ResourceNotFoundException");
    assertThat(tags(arn)).containsExactly(Map.entry("team", "web"));
  }

  @ParameterizedTest
  @CsvSource({"/shop/, /ship/", "arn:aws:, arn:aws-cn:"})
  void anArnThatIsWrongInOnePlaceIsNoResources(String right, String wrong) {
    String arn = tagged("service").replace(right, wrong);

    Answer refused = api.call("ListTagsForResource", Map.of("ResourceArn", arn));

    assertThat(refused.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void anUnknownTagOfPacersOwnIsRefusedWithTheKnownOnes() {
    Answer refused =
        api.call(
            "TagResource",
            Map.of("ResourceArn", tagged("service"), "Tags", List.of(tag("pacer:speed", "9"))));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message())
        .startsWith("Pacer knows no tag 'pacer:speed'.")
        .contains("pacer:request-timeout", "pacer:scale-to-zero-after");
  }

  @ParameterizedTest
  @CsvSource({
    "pacer:request-timeout, 15m, 200",
    "pacer:request-timeout, soon, 400",
    "pacer:request-timeout, 1s, 200",
    "pacer:request-timeout, 24h, 200",
    "pacer:request-timeout, 999ms, 400",
    "pacer:request-timeout, 25h, 400",
    "pacer:access-log, on, 200",
    "pacer:access-log, off, 200",
    "pacer:access-log, true, 400",
    "pacer:keep-active, true, 200",
    "pacer:keep-active, yes, 400",
    "pacer:scale-on-cpu, 70, 200",
    "pacer:scale-on-cpu, 0, 400",
    "pacer:scale-on-cpu, 101, 400",
    "pacer:protocol, h2c, 200",
    "pacer:protocol, h3, 400",
    "pacer:build, dockerfile, 200",
    "pacer:build, make, 400",
  })
  void aTagOfPacersOwnMustHaveItsForm(String key, String value, int status) {
    Answer answer =
        api.call(
            "TagResource",
            Map.of("ResourceArn", tagged("service"), "Tags", List.of(tag(key, value))));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void aRefusalNamesTheTagItsValueAndWhatIsAllowed() {
    Answer refused =
        api.call(
            "TagResource",
            Map.of(
                "ResourceArn",
                tagged("service"),
                "Tags",
                List.of(tag("pacer:request-timeout", "2d"))));

    assertThat(refused.message())
        .isEqualTo(
            "The value '2d' of the tag 'pacer:request-timeout' must be a time from 1s to 24h, such"
                + " as 30s, 15m or 1h.");
  }

  @Test
  void tagsOfPacersOwnAreForServicesOnly() {
    Answer refused =
        api.call(
            "TagResource",
            Map.of(
                "ResourceArn",
                tagged("connection"),
                "Tags",
                List.of(tag("pacer:keep-active", "true"))));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  private String tagged(String kind) {
    return switch (kind) {
      case "service" ->
          api.service("shop", Map.of("Tags", List.of(TEAM))).get("ServiceArn").asString();
      case "connection" ->
          made("CreateConnection", Map.of("ConnectionName", "github", "ProviderType", "GITHUB"));
      case "autoscalingconfiguration" ->
          made("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", "busy"));
      case "observabilityconfiguration" ->
          made(
              "CreateObservabilityConfiguration",
              Map.of("ObservabilityConfigurationName", "traced"));
      case "vpcconnector" ->
          made(
              "CreateVpcConnector",
              Map.of("VpcConnectorName", "inside", "Subnets", List.of("subnet-1")));
      default -> ingressConnection();
    };
  }

  private String ingressConnection() {
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "NetworkConfiguration",
                Map.of("IngressConfiguration", Map.of("IsPubliclyAccessible", false))));
    String arn =
        made(
            "CreateVpcIngressConnection",
            Map.of(
                "ServiceArn",
                service.get("ServiceArn").asString(),
                "VpcIngressConnectionName",
                "inside",
                "IngressVpcConfiguration",
                Map.of("VpcId", "vpc-1", "VpcEndpointId", "vpce-1")));
    api.pass(Duration.ofSeconds(1));
    return arn;
  }

  private String made(String operation, Map<String, Object> input) {
    Map<String, Object> all = new LinkedHashMap<>(input);
    all.put("Tags", List.of(TEAM));
    JsonNode resource = api.ok(operation, all).iterator().next();
    return resource.properties().stream()
        .filter(member -> member.getKey().endsWith("Arn") && !member.getKey().equals("ServiceArn"))
        .findFirst()
        .orElseThrow()
        .getValue()
        .asString();
  }

  private Map<String, String> tags(String arn) {
    Map<String, String> tags = new LinkedHashMap<>();
    api.ok("ListTagsForResource", Map.of("ResourceArn", arn))
        .get("Tags")
        .forEach(tag -> tags.put(tag.get("Key").asString(), tag.get("Value").asString()));
    return tags;
  }

  private static Map<String, String> tag(String key, String value) {
    return Map.of("Key", key, "Value", value);
  }

  private static List<Map<String, String>> many(int count) {
    List<Map<String, String>> tags = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      tags.add(tag("key" + number, ""));
    }
    return tags;
  }
}
