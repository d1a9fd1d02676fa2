package dev.pacer.api.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AutoScalingConfigurationsTest {
  private static final String PREFIX =
      "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/";
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
  void theFirstRevisionHasAppRunnersDefaults() {
    JsonNode made = create("busy");

    assertThat(made.get("AutoScalingConfigurationArn").asString())
        .matches(PREFIX + "busy/1/[0-9a-f]{32}");
    assertThat(made.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(1);
    assertThat(made.get("MaxConcurrency").asInt()).isEqualTo(100);
    assertThat(made.get("MinSize").asInt()).isEqualTo(1);
    assertThat(made.get("MaxSize").asInt()).isEqualTo(25);
    assertThat(made.get("Latest").asBoolean()).isTrue();
    assertThat(made.get("Status").asString()).isEqualTo("active");
    assertThat(made.get("IsDefault").asBoolean()).isFalse();
    assertThat(made.get("HasAssociatedService").asBoolean()).isFalse();
    assertThat(made.has("DeletedAt")).isFalse();
  }

  @Test
  void theNextCreationOfANameIsTheNextRevisionAndTakesLatest() {
    JsonNode first = create("busy");

    JsonNode second = create("busy");

    assertThat(second.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(2);
    assertThat(describe(arn(first)).get("Latest").asBoolean()).isFalse();
  }

  @Test
  void thePartialArnOfANameIsItsLatestRevision() {
    create("busy");
    JsonNode second = create("busy");

    JsonNode described = describe(PREFIX + "busy");

    assertThat(described.get("AutoScalingConfigurationArn"))
        .isEqualTo(second.get("AutoScalingConfigurationArn"));
  }

  @Test
  void thePartialArnWithARevisionIsThatRevision() {
    JsonNode first = create("busy");
    create("busy");

    JsonNode described = describe(PREFIX + "busy/1");

    assertThat(arn(described)).isEqualTo(arn(first));
  }

  @Test
  void theBuiltInConfigurationIsThereWithoutBeingCreated() {
    JsonNode builtIn = describe(PREFIX + "DefaultConfiguration");

    assertThat(arn(builtIn)).isEqualTo(BUILT_IN);
    assertThat(builtIn.get("IsDefault").asBoolean()).isTrue();
  }

  @Test
  void aDeletedRevisionIsInactiveAndStillDescribed() {
    JsonNode made = create("busy");

    JsonNode deleted = ok("DeleteAutoScalingConfiguration", arn(made));

    assertThat(deleted.get("Status").asString()).isEqualTo("inactive");
    assertThat(deleted.get("Latest").asBoolean()).isFalse();
    assertThat(deleted.has("DeletedAt")).isTrue();
    assertThat(describe(arn(made)).get("Status").asString()).isEqualTo("inactive");
  }

  @Test
  void aDeletedNameBeginsAgainWithRevisionOne() {
    ok("DeleteAutoScalingConfiguration", arn(create("busy")));

    JsonNode again = create("busy");

    assertThat(again.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(1);
  }

  @Test
  void aDeletedHighestRevisionIsNotNumberedAgainWhileTheNameLives() {
    create("busy");
    ok("DeleteAutoScalingConfiguration", arn(create("busy")));

    JsonNode next = create("busy");

    assertThat(next.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(3);
  }

  @Test
  void deletingByNameDeletesTheLatestRevisionAndTheOneBelowIsLatestThen() {
    create("busy");
    create("busy");

    JsonNode deleted = ok("DeleteAutoScalingConfiguration", PREFIX + "busy");

    assertThat(deleted.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(2);
    assertThat(describe(PREFIX + "busy").get("AutoScalingConfigurationRevision").asInt())
        .isEqualTo(1);
  }

  @Test
  void deletingAllRevisionsAnswersWithNameStatusAndPartialArnOnly() {
    create("busy");
    create("busy");

    JsonNode deleted =
        api.ok(
                "DeleteAutoScalingConfiguration",
                Map.of("AutoScalingConfigurationArn", PREFIX + "busy", "DeleteAllRevisions", true))
            .get("AutoScalingConfiguration");

    assertThat(deleted.propertyNames())
        .containsExactlyInAnyOrder(
            "AutoScalingConfigurationArn", "AutoScalingConfigurationName", "Status");
    assertThat(arn(deleted)).isEqualTo(PREFIX + "busy");
    assertThat(call("DescribeAutoScalingConfiguration", PREFIX + "busy").error())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void deletingAllRevisionsNeedsAnArnWithoutRevision() {
    create("busy");

    Answer refused =
        api.call(
            "DeleteAutoScalingConfiguration",
            Map.of("AutoScalingConfigurationArn", PREFIX + "busy/1", "DeleteAllRevisions", true));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aRevisionThatAServiceUsesIsNotDeleted() {
    JsonNode used = create("busy");
    api.service("shop", Map.of("AutoScalingConfigurationArn", arn(used)));

    Answer refused = call("DeleteAutoScalingConfiguration", arn(used));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message())
        .isEqualTo(
            "You can't delete the auto scaling configuration. It's used by one or more services. To"
                + " delete it, update the services to use other auto scaling configurations.");
    assertThat(describe(arn(used)).get("HasAssociatedService").asBoolean()).isTrue();
  }

  @Test
  void theDefaultRevisionIsNotDeleted() {
    assertThat(call("DeleteAutoScalingConfiguration", BUILT_IN).error())
        .isEqualTo("InvalidRequestException");
  }

  @Test
  void theBuiltInConfigurationMayBeDeletedOnceAnotherIsTheDefaultAndDoesNotComeBack() {
    ok("UpdateDefaultAutoScalingConfiguration", arn(create("busy")));

    ok("DeleteAutoScalingConfiguration", BUILT_IN);

    assertThat(call("DescribeAutoScalingConfiguration", PREFIX + "DefaultConfiguration").error())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void exactlyOneRevisionIsTheDefault() {
    JsonNode made = create("busy");

    JsonNode chosen = ok("UpdateDefaultAutoScalingConfiguration", arn(made));

    assertThat(chosen.get("IsDefault").asBoolean()).isTrue();
    assertThat(describe(BUILT_IN).get("IsDefault").asBoolean()).isFalse();
  }

  @Test
  void aNewServiceUsesTheDefault() {
    JsonNode made = create("busy");
    ok("UpdateDefaultAutoScalingConfiguration", arn(made));

    JsonNode service = api.service("shop", Map.of());

    assertThat(
            service
                .get("AutoScalingConfigurationSummary")
                .get("AutoScalingConfigurationArn")
                .asString())
        .isEqualTo(arn(made));
  }

  @Test
  void theServicesOfARevisionAreListedPageByPage() {
    JsonNode made = create("busy");
    for (String name : List.of("one1", "two2", "three")) {
      api.service(name, Map.of("AutoScalingConfigurationArn", PREFIX + "busy"));
    }

    List<String> names = new ArrayList<>();
    Map<String, Object> input =
        new java.util.HashMap<>(Map.of("AutoScalingConfigurationArn", arn(made), "MaxResults", 2));
    for (boolean more = true; more; ) {
      JsonNode page = api.ok("ListServicesForAutoScalingConfiguration", input);
      page.get("ServiceArnList").forEach(arn -> names.add(nameIn(arn.asString())));
      more = page.has("NextToken");
      input.put("NextToken", page.path("NextToken").asString(""));
    }

    assertThat(names).containsExactlyInAnyOrder("one1", "two2", "three");
  }

  @Test
  void onlyTheLatestRevisionsAreListedUnlessAskedOtherwise() {
    create("busy");
    create("busy");

    assertThat(revisions(Map.of())).containsExactly("DefaultConfiguration/1", "busy/2");
    assertThat(revisions(Map.of("LatestOnly", false)))
        .containsExactly("DefaultConfiguration/1", "busy/1", "busy/2");
    assertThat(revisions(Map.of("LatestOnly", false, "AutoScalingConfigurationName", "busy")))
        .containsExactly("busy/1", "busy/2");
  }

  @Test
  void pagesSurviveADeletionBetweenThem() {
    for (String name : List.of("aaaa", "bbbb", "cccc")) {
      create(name);
    }
    JsonNode first = api.ok("ListAutoScalingConfigurations", Map.of("MaxResults", 3));
    ok("DeleteAutoScalingConfiguration", PREFIX + "bbbb");

    JsonNode second =
        api.ok(
            "ListAutoScalingConfigurations",
            Map.of("MaxResults", 3, "NextToken", first.get("NextToken").asString()));

    assertThat(
            second
                .get("AutoScalingConfigurationSummaryList")
                .get(0)
                .get("AutoScalingConfigurationName")
                .asString())
        .isEqualTo("cccc");
  }

  @Test
  void aTokenOfAnotherListIsRefused() {
    create("aaaa");
    String token =
        api.ok("ListAutoScalingConfigurations", Map.of("MaxResults", 1))
            .get("NextToken")
            .asString();

    Answer refused =
        api.call(
            "ListAutoScalingConfigurations",
            Map.of("MaxResults", 1, "LatestOnly", false, "NextToken", token));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void moreInstancesAtLeastThanAtMostAreRefused() {
    Answer refused =
        api.call(
            "CreateAutoScalingConfiguration",
            Map.of("AutoScalingConfigurationName", "busy", "MinSize", 5, "MaxSize", 4));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message()).isEqualTo("MinSize 5 must not be greater than MaxSize 4.");
  }

  @Test
  void aSizeAboveTheQuotaIsRefused() {
    Answer refused =
        api.call(
            "CreateAutoScalingConfiguration",
            Map.of("AutoScalingConfigurationName", "busy", "MaxSize", 26));

    assertThat(refused.error()).isEqualTo("ServiceQuotaExceededException");
    assertThat(refused.status()).isEqualTo(402);
  }

  @Test
  void aNameHasFiveRevisionsAtMost() {
    for (int revision = 1; revision <= 5; revision++) {
      create("busy");
    }

    Answer refused =
        api.call("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", "busy"));

    assertThat(refused.error()).isEqualTo("ServiceQuotaExceededException");
  }

  @Test
  void anAccountHasTenNamesAtMostTheBuiltInOneIncluded() {
    for (int name = 1; name < Quotas.APP_RUNNER.autoScalingConfigurations(); name++) {
      create("name" + name);
    }

    Answer refused =
        api.call("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", "more"));

    assertThat(refused.error()).isEqualTo("ServiceQuotaExceededException");
  }

  @Test
  void anotherRegionHasItsOwnConfigurations() {
    JsonNode made = create("busy");
    AccountRegion elsewhere = new AccountRegion("111122223333", "us-east-1");

    Answer unknown =
        api.call(
            elsewhere,
            "DescribeAutoScalingConfiguration",
            Map.of("AutoScalingConfigurationArn", arn(made)));

    assertThat(unknown.error()).isEqualTo("ResourceNotFoundException");
    assertThat(
            api.call(elsewhere, "ListAutoScalingConfigurations", Map.of())
                .body()
                .get("AutoScalingConfigurationSummaryList"))
        .hasSize(1);
  }

  @Test
  void anArnOfAnotherKindIsRefused() {
    Answer refused =
        call(
            "DescribeAutoScalingConfiguration",
            "arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/busy");

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void creationsAtTheSameInstantGetConsecutiveRevisionsWithinTheQuota() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < 12; attempt++) {
        answers.add(
            executor.submit(
                (Callable<Answer>)
                    () ->
                        api.call(
                            "CreateAutoScalingConfiguration",
                            Map.of("AutoScalingConfigurationName", "busy"))));
      }
    }

    List<Integer> made = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      if (answer.get().status() == 200) {
        made.add(
            answer
                .get()
                .body()
                .get("AutoScalingConfiguration")
                .get("AutoScalingConfigurationRevision")
                .asInt());
      }
    }
    assertThat(made).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  private JsonNode create(String name) {
    return api.ok("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", name))
        .get("AutoScalingConfiguration");
  }

  private JsonNode describe(String arn) {
    return ok("DescribeAutoScalingConfiguration", arn);
  }

  private JsonNode ok(String operation, String arn) {
    return api.ok(operation, Map.of("AutoScalingConfigurationArn", arn))
        .get("AutoScalingConfiguration");
  }

  private Answer call(String operation, String arn) {
    return api.call(operation, Map.of("AutoScalingConfigurationArn", arn));
  }

  private List<String> revisions(Map<String, ?> input) {
    List<String> revisions = new ArrayList<>();
    api.ok("ListAutoScalingConfigurations", input)
        .get("AutoScalingConfigurationSummaryList")
        .forEach(summary ->
            revisions.add(
                summary.get("AutoScalingConfigurationName").asString()
                    + "/"
                    + summary.get("AutoScalingConfigurationRevision").asInt()));
    return revisions;
  }

  private static String nameIn(String serviceArn) {
    String rest = serviceArn.substring(serviceArn.indexOf('/') + 1);
    return rest.substring(0, rest.indexOf('/'));
  }

  private static String arn(JsonNode configuration) {
    return configuration.get("AutoScalingConfigurationArn").asString();
  }
}
