package dev.pacer.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.support.AccountRegion;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.Fuzz;
import dev.pacer.testing.RandomText;
import dev.pacer.wire.Caller;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import dev.pacer.wire.JsonDispatcher;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent to the API, the answer is a success or a refusal of the caller's fault: never an
/// internal failure, never a body that is not JSON.
class ApiFuzzTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Map<String, Object> PRIVATE =
      Map.of("IngressConfiguration", Map.of("IsPubliclyAccessible", false));

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
  void everyBodyIsReadOrRefusedAndWhatIsReadIsWrittenAsItWas() {
    // given
    AtomicReference<@Nullable Record> read = new AtomicReference<>();
    JsonService echoes =
        new JsonService(
            "AppRunner",
            "x",
            api.appRunner.operations().stream()
                .<OperationBinding<?, ?>>map(binding -> echo(binding, read))
                .toList());
    JsonDispatcher dispatcher = new JsonDispatcher(List.of(echoes), _ -> caller(ApiBed.WORLD));
    RandomCalls calls = new RandomCalls(echoes, new Vocabulary());

    // when
    Map<String, Integer> outcomes =
        Fuzz.tryInputs(
            12_000,
            random -> {
              HttpRequest call = calls.call(random);
              HttpResponse answer = dispatcher.handle(call);
              if (answer.status() == 200) {
                Record first = read.getAndSet(null);
                dispatcher.handle(RandomCalls.withBody(call, answer.body()));
                assertThat(read.get()).isEqualTo(first);
              }
              return outcome(call, answer);
            });

    // then
    assertThat(outcomes)
        .containsKeys(
            "success",
            "SerializationException",
            "ValidationException",
            "UnknownOperationException");
  }

  @Test
  void everyCallIsServedOrRefused() {
    // given
    AccountRegion elsewhere = new AccountRegion("999999999999", "us-east-1");
    Vocabulary vocabulary = new Vocabulary();
    vocabulary.learn(api.service("open", Map.of()));
    vocabulary.learn(api.service("hidden", Map.of("NetworkConfiguration", PRIVATE)));
    RandomCalls calls = new RandomCalls(api.appRunner, vocabulary);

    // when
    Map<String, Integer> outcomes =
        Fuzz.tryInputs(
            1_500,
            random -> {
              if (RandomText.percent(random, 2)) {
                api.pass(Duration.ofMinutes(10));
              }
              AccountRegion world = RandomText.percent(random, 5) ? elsewhere : ApiBed.WORLD;
              HttpRequest call = calls.call(random);
              HttpResponse answer =
                  new JsonDispatcher(List.of(api.appRunner), _ -> caller(world)).handle(call);
              String outcome = outcome(call, answer);
              if (answer.status() == 200) {
                vocabulary.learn(JSON.readTree(answer.body()));
                return "success of " + call.header("x-amz-target").orElse("");
              }
              return outcome;
            });

    // then
    assertThat(outcomes)
        .hasSizeGreaterThan(20)
        .containsKeys(
            "InvalidRequestException",
            "ResourceNotFoundException",
            "ValidationException",
            "success of AppRunner.DescribeService");
  }

  /// An operation that notes its input and gives it back as its output.
  private static <I extends Record> OperationBinding<I, I> echo(
      OperationBinding<I, ?> binding, AtomicReference<@Nullable Record> read) {
    return new OperationBinding<>(
        binding.name(),
        binding.inputType(),
        (_, input) -> {
          read.set(input);
          return input;
        });
  }

  private static String outcome(HttpRequest call, HttpResponse answer) {
    String text = new String(call.body(), StandardCharsets.UTF_8);
    JsonNode body = JSON.readTree(answer.body());
    String type = answer.headers().getOrDefault("x-amzn-ErrorType", "success");
    assertThat(body.isObject()).as(text).isTrue();
    assertThat(answer.headers()).containsKey("x-amzn-RequestId");
    if (answer.status() != 200) {
      assertThat(answer.status()).as("%s to %s", body, text).isBetween(400, 499);
      assertThat(body.path("__type").asString()).endsWith(type);
      assertThat(body.path("message").asString(body.path("Message").asString(""))).isNotBlank();
    }
    return type;
  }

  private static Caller caller(AccountRegion world) {
    return new Caller("AKIDEXAMPLE", world.accountId(), world.region());
  }
}
