package dev.pacer.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.wire.AwsException;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import dev.pacer.wire.protocol.ProtocolSuite.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Smithy's own test cases of AWS JSON, run against our dispatcher as the server. App Runner speaks
/// 1.0, for which there are few cases; those of 1.1 are run too, because the bodies are the same.
class AwsJsonProtocolTest {

  private static final NotApplicable TABLE = new NotApplicable("aws-json-not-applicable.txt");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicTest> aRequestIsReadAsItsParametersSay() {
    return protocols()
        .flatMap(protocol ->
            ProtocolSuite.requests(protocol).stream()
                .filter(each -> !TABLE.lists(name(each.test())))
                .map(each ->
                    DynamicTest.dynamicTest(
                        each.test().getId(),
                        () -> readsParameters(protocol, each, SuiteShapes.of(each.name())))));
  }

  @TestFactory
  Stream<DynamicTest> anOutputIsWrittenAsTheResponseSays() {
    return responses(false, this::writesOutput);
  }

  @TestFactory
  Stream<DynamicTest> anErrorIsWrittenAsTheResponseSays() {
    return responses(true, this::writesError);
  }

  @Test
  void everyCaseThatIsNotRunStillExists() {
    assertThat(names()).containsAll(TABLE.names());
  }

  @Test
  void mostCasesAreRun() {
    // when
    Set<String> run = names();
    run.removeAll(TABLE.names());

    // then
    assertThat(run).hasSizeGreaterThanOrEqualTo(120);
  }

  private static <R extends Record> void readsParameters(
      AwsJson protocol, Case<HttpRequestTestCase> each, Class<R> type) {
    // given
    HttpRequestTestCase test = each.test();
    AtomicReference<@Nullable Record> read = new AtomicReference<>();
    HttpRequest request =
        SuiteServer.call(
            test.getMethod(),
            test.getUri(),
            test.getHeaders(),
            protocol.service() + "." + each.name(),
            test.getBody().orElse(""));

    // when
    HttpResponse response =
        SuiteServer.answer(
            request,
            protocol.errorNamespace(),
            type,
            input -> {
              read.set(input);
              return input;
            });

    // then
    assertThat(response.status()).isEqualTo(200);
    assertThat(read.get()).isEqualTo(Params.record(test.getParams(), type));
  }

  private void writesOutput(AwsJson protocol, Case<HttpResponseTestCase> each) {
    writesOutput(protocol, each, SuiteShapes.of(each.name()));
  }

  private <R extends Record> void writesOutput(
      AwsJson protocol, Case<HttpResponseTestCase> each, Class<R> type) {
    // given
    R output = Params.record(each.test().getParams(), type);
    HttpRequest request = call(protocol, each.name(), "{\"label\":\"a\"}");

    // when
    HttpResponse response =
        SuiteServer.answer(request, protocol.errorNamespace(), type, _ -> output);

    // then
    assertSame(response, each.test());
  }

  private void writesError(AwsJson protocol, Case<HttpResponseTestCase> each) {
    // given
    HttpResponseTestCase test = each.test();
    String message = test.getParams().expectStringMember("Message").getValue();
    HttpRequest request = call(protocol, "GreetingWithErrors", "{}");

    // when
    HttpResponse response =
        SuiteServer.answer(
            request,
            protocol.errorNamespace(),
            SuiteShapes.Empty.class,
            _ -> {
              throw AwsException.modelled(each.name(), test.getCode(), message);
            });

    // then
    assertSame(response, test);
    assertThat(response.headers()).containsEntry("x-amzn-ErrorType", each.name());
  }

  private static void assertSame(HttpResponse response, HttpResponseTestCase test) {
    assertThat(response.status()).isEqualTo(test.getCode());
    assertThat(response.headers()).containsEntry("Content-Type", AwsJson.JSON_1_0.contentType());
    JsonNode written = JSON.readTree(response.body());
    JsonNode wanted = JSON.readTree(test.getBody().orElseThrow());
    assertThat(written.equals(AwsJsonProtocolTest::compare, wanted))
        .as("%s is %s", new String(response.body(), StandardCharsets.UTF_8), wanted)
        .isTrue();
  }

  /// Numbers are compared by value: `1` is `1.0`.
  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static HttpRequest call(AwsJson protocol, String operation, String body) {
    return SuiteServer.call("POST", "/", Map.of(), protocol.service() + "." + operation, body);
  }

  private interface Check {
    void run(AwsJson protocol, Case<HttpResponseTestCase> each);
  }

  private static Stream<DynamicTest> responses(boolean errors, Check check) {
    return protocols()
        .flatMap(protocol ->
            ProtocolSuite.responses(protocol).stream()
                .filter(each -> each.shape().hasTrait(ErrorTrait.class) == errors)
                .filter(each -> !TABLE.lists(name(each.test())))
                .map(each ->
                    DynamicTest.dynamicTest(each.test().getId(), () -> check.run(protocol, each))));
  }

  private static Set<String> names() {
    List<String> names = new ArrayList<>();
    for (AwsJson protocol : AwsJson.values()) {
      ProtocolSuite.requests(protocol).forEach(each -> names.add(name(each.test())));
      ProtocolSuite.responses(protocol).forEach(each -> names.add(name(each.test())));
    }
    assertThat(names).doesNotHaveDuplicates();
    return new LinkedHashSet<>(names);
  }

  private static String name(HttpRequestTestCase test) {
    return "request " + test.getId();
  }

  private static String name(HttpResponseTestCase test) {
    return "response " + test.getId();
  }

  private static Stream<AwsJson> protocols() {
    return Arrays.stream(AwsJson.values());
  }
}
