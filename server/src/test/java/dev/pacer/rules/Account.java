package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// A caller with an account of its own on a shared bed: a world in which nothing exists yet.
record Account(ApiBed api, AccountRegion world) {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static Account fresh(ApiBed api) {
    String id = "%012d".formatted(200_000_000_000L + NUMBERS.incrementAndGet());
    return new Account(api, new AccountRegion(id, "eu-west-1"));
  }

  Answer call(String operation, Map<String, ?> input) {
    Answer answer = api.call(world, operation, input);
    Tally.count(operation, answer.error());
    return answer;
  }

  /// The output of a call that must succeed.
  JsonNode ok(String operation, Map<String, ?> input) {
    Answer answer = call(operation, input);
    assertThat(answer.error()).as("%s %s: %s", operation, input, answer.message()).isEmpty();
    return answer.body();
  }

  /// Fails unless the call was refused exactly as the model refuses it.
  ///
  /// @param refusal the error's name; empty when the model accepts the call
  static void compare(Answer answer, Optional<String> refusal) {
    assertThat(answer.error()).as(answer.body().toString()).isEqualTo(refusal.orElse(""));
  }

  /// The ARN of a resource of this account.
  String arn(String resource) {
    return Arn.appRunner(world, resource).toString();
  }

  /// Creates a service and waits until that ended. Unless told otherwise its image does not exist: it
  /// fails to start at once, which makes it cheap, and it is there and uses what it names like any
  /// other.
  JsonNode service(String name, Map<String, ?> further) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceName", name);
    input.putIfAbsent("SourceConfiguration", ApiBed.image("missing:1"));
    return settled(ok("CreateService", input).at("/Service/ServiceArn").asString());
  }

  /// Deletes a service and waits until it is gone.
  void deleteService(String arn) {
    ok("DeleteService", Map.of("ServiceArn", arn));
    settled(arn);
  }

  /// The service once no operation on it is in progress.
  JsonNode settled(String serviceArn) {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> ok("DescribeService", Map.of("ServiceArn", serviceArn)).get("Service"),
            service -> !service.get("Status").asString().equals("OPERATION_IN_PROGRESS"));
  }
}
