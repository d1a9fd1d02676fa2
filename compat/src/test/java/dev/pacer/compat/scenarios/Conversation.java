package dev.pacer.compat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.clients.Answer;
import dev.pacer.compat.clients.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client's calls in one scenario. Used by one thread.
public final class Conversation {
  static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private final Ground ground;
  private final Set<String> succeeded = new TreeSet<>();

  public Conversation(Ground ground) {
    this.ground = ground;
  }

  /// The operations that succeeded so far.
  public Set<String> succeeded() {
    return succeeded;
  }

  Ground ground() {
    return ground;
  }

  /// A call that must succeed.
  ///
  /// @param input JSON; single quotes will do
  JsonNode call(String operation, String input) throws IOException, InterruptedException {
    return output(operation, read(input));
  }

  /// A call with one member that must succeed.
  JsonNode call(String operation, String member, String value)
      throws IOException, InterruptedException {
    return output(operation, JSON.createObjectNode().put(member, value));
  }

  /// A call that must be refused.
  ///
  /// @param text what the message must contain
  void refuses(Fault fault, String text, String operation, String input)
      throws IOException, InterruptedException {
    refusesAs("pacer", fault, text, operation, input);
  }

  /// A call that must be refused to the holder of a profile.
  void refusesAs(String profile, Fault fault, String text, String operation, String input)
      throws IOException, InterruptedException {
    switch (answer(profile, operation, read(input))) {
      case Answer.Refusal refusal -> {
        fault.check(refusal);
        assertThat(refusal.message()).contains(text);
      }
      case Answer.Output output ->
          throw new AssertionError(operation + " " + input + " was not refused: " + output);
    }
  }

  /// All items of a list, in pages of at most so many.
  ///
  /// @param member the member that holds a page's items
  List<JsonNode> pages(String operation, String input, String member, int size)
      throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    @Nullable JsonNode token = null;
    int pages = 0;
    do {
      ObjectNode page = ((ObjectNode) read(input)).put("MaxResults", size);
      if (token != null) {
        page.set("NextToken", token);
      }
      JsonNode output = output(operation, page);
      assertThat(output.get(member).size()).isBetween(pages == 0 ? 0 : 1, size);
      output.get(member).forEach(items::add);
      token = output.get("NextToken");
      pages++;
    } while (token != null);
    assertThat(pages).isEqualTo(Math.max(1, Math.ceilDiv(items.size(), size)));
    return items;
  }

  /// Asks again and again: soon at first, and later once a second.
  JsonNode await(Callable<JsonNode> question, Predicate<JsonNode> isAnswer) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollDelay(Duration.ZERO)
        .pollInterval(IterativePollInterval.iterative(Conversation::longer, Duration.ofMillis(50)))
        .pollInSameThread()
        .until(question, isAnswer);
  }

  private static Duration longer(Duration pause) {
    return Collections.min(List.of(pause.multipliedBy(2), Duration.ofSeconds(1)));
  }

  private JsonNode output(String operation, JsonNode input)
      throws IOException, InterruptedException {
    return switch (answer("pacer", operation, input)) {
      case Answer.Output output -> {
        output.requestId().ifPresent(id -> assertThat(id).matches(REQUEST_ID));
        succeeded.add(operation);
        yield output.output();
      }
      case Answer.Refusal refusal ->
          throw new AssertionError(operation + " " + input + " was refused: " + refusal);
    };
  }

  private Answer answer(String profile, String operation, JsonNode input)
      throws IOException, InterruptedException {
    return ground.client().call(new Call(profile, ground.region(), operation, input));
  }

  private static JsonNode read(String input) {
    return JSON.readTree(input);
  }
}
