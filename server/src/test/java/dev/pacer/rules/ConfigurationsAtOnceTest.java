package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ConfigurationsAtOnceTest {
  private static final int TRIES = 2;
  private static final String INVALID = "InvalidRequestException";
  private static final String QUOTA = "ServiceQuotaExceededException";

  @TempDir private static Path directory;
  private static ApiBed bed;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofResourcesWithOneNameExactlyOneIsMade(NameApi api) {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          List<Answer> answers =
              AtOnce.all(_ -> account.call("Create" + api.noun(), api.creation("name")));

          assertThat(AtOnce.errors(answers)).containsOnlyOnce("").containsOnly("", INVALID);
        });
  }

  @ParameterizedTest
  @EnumSource
  void theQuotaOfResourcesIsNeverExceeded(NameApi api) {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          List<Answer> answers =
              AtOnce.all(
                  number -> account.call("Create" + api.noun(), api.creation("name-" + number)));

          assertThat(AtOnce.accepted(answers)).hasSize(10);
          assertThat(AtOnce.errors(answers)).containsOnly("", QUOTA);
          assertThat(account.ok("List" + api.noun() + "s", Map.of()).get(api.list())).hasSize(10);
        });
  }

  @ParameterizedTest
  @EnumSource
  void theQuotaOfNamesIsNeverExceeded(RevisionApi api) {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          List<Answer> answers =
              AtOnce.all(number ->
                  account.call(
                      "Create" + api.noun(), Map.of(api.noun() + "Name", "name-" + number)));

          // The built-in name is the tenth.
          assertThat(AtOnce.accepted(answers)).hasSize(9);
          assertThat(AtOnce.errors(answers)).containsOnly("", QUOTA);
        });
  }

  /// The first revision is the default and stays, so that the name never begins again.
  @Test
  void revisionsMadeWhileOthersAreDeletedHaveDistinctNumbersWithoutGaps() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          create(account);
          account.ok("UpdateDefaultAutoScalingConfiguration", scaling(account, "busy"));

          List<Answer> answers =
              AtOnce.all(number ->
                  number % 3 == 0
                      ? account.call("DeleteAutoScalingConfiguration", scaling(account, "busy"))
                      : create(account));

          List<Integer> made = new ArrayList<>(List.of(1));
          AtOnce.accepted(answers).stream()
              .map(answer -> answer.body().get("AutoScalingConfiguration"))
              .filter(shown -> shown.get("Status").asString().equals("active"))
              .forEach(shown -> made.add(shown.get("AutoScalingConfigurationRevision").asInt()));
          assertThat(made)
              .containsExactlyInAnyOrderElementsOf(
                  IntStream.rangeClosed(1, made.size()).boxed().toList());
          assertThat(AtOnce.errors(answers)).isSubsetOf("", QUOTA, INVALID);
          assertThat(revisions(account).size()).isLessThanOrEqualTo(5);
        });
  }

  @Test
  void exactlyOneRevisionIsTheDefaultAfterManyWereChosen() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          for (int number = 1; number <= 5; number++) {
            create(account);
          }

          List<Answer> answers =
              AtOnce.all(number ->
                  account.call(
                      "UpdateDefaultAutoScalingConfiguration",
                      scaling(account, "busy/" + (1 + number % 5))));

          assertThat(AtOnce.errors(answers)).containsOnly("");
          assertThat(revisions(account))
              .filteredOn(summary -> summary.get("IsDefault").asBoolean())
              .hasSize(1);
        });
  }

  private static Answer create(Account account) {
    return account.call(
        "CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", "busy"));
  }

  private static Map<String, String> scaling(Account account, String name) {
    return Map.of("AutoScalingConfigurationArn", account.arn("autoscalingconfiguration/" + name));
  }

  private static List<JsonNode> revisions(Account account) {
    List<JsonNode> summaries = new ArrayList<>();
    account
        .ok(
            "ListAutoScalingConfigurations",
            Map.of("AutoScalingConfigurationName", "busy", "LatestOnly", false))
        .get("AutoScalingConfigurationSummaryList")
        .forEach(summaries::add);
    return summaries;
  }
}
