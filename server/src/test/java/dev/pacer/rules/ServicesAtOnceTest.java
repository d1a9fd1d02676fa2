package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServicesAtOnceTest {
  private static final int TRIES = 2;
  private static final int QUOTA = 4;

  @TempDir private static Path directory;
  private static ApiBed bed;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory, new Quotas(QUOTA, 10, 10, 5, 10, 10, 10, 1, 5, 25));
    bed.engine.register("missing:1", MemoryImage.missing());
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void ofServicesWithOneNameExactlyOneIsMade() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          List<Answer> answers = AtOnce.all(_ -> create(account, "shop", Map.of()));

          assertThat(AtOnce.errors(answers))
              .containsOnlyOnce("")
              .containsOnly("", "InvalidRequestException");
          assertThat(services(account)).hasSize(1);
        });
  }

  @Test
  void theQuotaOfServicesIsNeverExceeded() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          List<Answer> answers = AtOnce.all(number -> create(account, "shop-" + number, Map.of()));

          assertThat(AtOnce.accepted(answers)).hasSize(QUOTA);
          assertThat(AtOnce.errors(answers)).containsOnly("", "ServiceQuotaExceededException");
          assertThat(services(account)).hasSize(QUOTA);
        });
  }

  @Test
  void aConfigurationIsNeverDeletedUnderAServiceThatIsMade() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          Map<String, String> scaling = newScaling(account);

          List<Answer> answers =
              AtOnce.all(number ->
                  number % 2 == 0
                      ? account.call("DeleteAutoScalingConfiguration", scaling)
                      : create(account, "shop-" + number, scaling));

          boolean deleted =
              answers.stream().anyMatch(a -> a.body().has("AutoScalingConfiguration"));
          boolean used = answers.stream().anyMatch(answer -> answer.body().has("Service"));
          assertThat(deleted).isNotEqualTo(used);
        });
  }

  @Test
  void ofManyUpdatesOfAServiceOneBeginsAtATime() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          String arn = service(account);
          Map<String, String> service = Map.of("ServiceArn", arn);

          List<Answer> answers = AtOnce.all(_ -> account.call("UpdateService", service));

          assertThat(AtOnce.errors(answers)).containsOnly("", "InvalidStateException");
          account.settled(arn);
          assertThat(account.ok("ListOperations", service).get("OperationSummaryList"))
              .hasSize(1 + AtOnce.accepted(answers).size());
        });
  }

  /// A failed update leaves the service exactly as another call has read it before.
  @Test
  void updatesThatAllFailFollowEachOther() {
    AtOnce.each(
        bed,
        1,
        account -> {
          String arn =
              account
                  .service("shop", Map.of("SourceConfiguration", ApiBed.image("good:1")))
                  .get("ServiceArn")
                  .asString();
          Map<String, Object> update =
              Map.of("ServiceArn", arn, "SourceConfiguration", ApiBed.image("missing:1"));

          List<Answer> answers = AtOnce.all(_ -> updateOnceSettled(account, arn, update));

          assertThat(AtOnce.errors(answers)).containsOnly("");
          assertThat(account.settled(arn).get("Status").asString()).isEqualTo("RUNNING");
          assertThat(
                  account
                      .ok("ListOperations", Map.of("ServiceArn", arn))
                      .get("OperationSummaryList"))
              .hasSize(1 + answers.size());
        });
  }

  @Test
  void fiftyTagsAreNeverExceededAndNoneIsLost() {
    AtOnce.each(
        bed,
        TRIES,
        account -> {
          Map<String, String> resource = Map.of("ResourceArn", service(account));

          List<Answer> answers =
              AtOnce.all(number -> {
                Map<String, Object> input = new HashMap<>(resource);
                input.put("Tags", nineTags(number));
                return account.call("TagResource", input);
              });

          assertThat(AtOnce.accepted(answers)).hasSize(5);
          assertThat(account.ok("ListTagsForResource", resource).get("Tags")).hasSize(45);
        });
  }

  private static Answer create(Account account, String name, Map<String, ?> further) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceName", name);
    input.put("SourceConfiguration", ApiBed.image("missing:1"));
    return account.call("CreateService", input);
  }

  private static Answer updateOnceSettled(Account account, String arn, Map<String, ?> update) {
    Answer answer = account.call("UpdateService", update);
    while (answer.error().equals("InvalidStateException")) {
      account.settled(arn);
      answer = account.call("UpdateService", update);
    }
    return answer;
  }

  private static String service(Account account) {
    return account.service("shop", Map.of()).get("ServiceArn").asString();
  }

  private static Map<String, String> newScaling(Account account) {
    return Map.of(
        "AutoScalingConfigurationArn",
        account
            .ok("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", "busy"))
            .at("/AutoScalingConfiguration/AutoScalingConfigurationArn")
            .asString());
  }

  private static List<Map<String, String>> nineTags(int call) {
    return IntStream.range(0, 9)
        .mapToObj(number -> Map.of("Key", "key-" + call + "-" + number, "Value", ""))
        .toList();
  }

  private static JsonNode services(Account account) {
    return account.ok("ListServices", Map.of()).get("ServiceSummaryList");
  }
}
