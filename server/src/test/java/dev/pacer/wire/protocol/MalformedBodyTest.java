package dev.pacer.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.wire.HttpResponse;
import dev.pacer.wire.protocol.ProtocolSuite.Case;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedResponseBodyDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bodies that Smithy's servers must refuse. Smithy has no such cases for AWS JSON, but those of
/// restJson1 whose fault is in the body are the same body in AWS JSON.
class MalformedBodyTest {

  private static final NotApplicable TABLE = new NotApplicable("malformed-not-applicable.txt");
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Where App Runner's front end names the error otherwise: a missing element or value is a broken
  /// constraint there, `Member must not be null`.
  private static final Map<String, String> OTHER_ERRORS =
      Map.of(
          "RestJsonBodyMalformedListNullItem", "ValidationException",
          "RestJsonBodyMalformedMapNullValue", "ValidationException");

  @TestFactory
  Stream<DynamicTest> aMalformedBodyIsRefusedWithTheRightError() {
    return ProtocolSuite.malformedBodies().stream()
        .filter(each -> !TABLE.lists(name(each)))
        .map(each -> DynamicTest.dynamicTest(each.test().getId(), () -> isRefused(each)));
  }

  @Test
  void everyCaseThatIsNotRunStillExists() {
    assertThat(names()).containsAll(TABLE.names());
  }

  @Test
  void mostKindsOfFaultsAreTried() {
    // when
    Stream<Case<HttpMalformedRequestTestCase>> run =
        ProtocolSuite.malformedBodies().stream().filter(each -> !TABLE.lists(name(each)));

    // then
    assertThat(run).hasSizeGreaterThanOrEqualTo(196);
  }

  private static void isRefused(Case<HttpMalformedRequestTestCase> each) {
    // given
    HttpMalformedRequestTestCase test = each.test();
    Class<? extends Record> type = MalformedShapes.of(each.name());
    String body = test.getRequest().getBody().orElseThrow();

    // when
    HttpResponse response =
        SuiteServer.answer(
            SuiteServer.call("POST", "/", Map.of(), "Malformed." + each.name(), body),
            "",
            type,
            input -> input);

    // then
    JsonNode answer = JSON.readTree(response.body());
    String error =
        OTHER_ERRORS.getOrDefault(
            name(each), test.getResponse().getHeaders().getOrDefault("x-amzn-errortype", ""));
    assertThat(response.status()).isEqualTo(test.getResponse().getCode());
    assertThat(response.headers()).containsEntry("x-amzn-ErrorType", error);
    assertThat(answer.get("__type").asString()).endsWith(error);
    assertThat(answer.get("message").asString()).contains(places(test, type));
  }

  /// What the text must say of a broken constraint: that it is the only one, and where.
  private static List<String> places(
      HttpMalformedRequestTestCase test, Class<? extends Record> type) {
    String text =
        test.getResponse()
            .getBody()
            .flatMap(HttpMalformedResponseBodyDefinition::getContents)
            .orElse("{}");
    JsonNode problems = JSON.readTree(text).path("fieldList");
    if (problems.isEmpty()) {
      return List.of(" ");
    }
    String path = problems.get(0).get("path").asString().substring(1);
    return List.of("1 validation error detected: ", " at '" + place(path, type) + "' ");
  }

  /// Smithy's `list/0` and `map/key` in App Runner's words: `list.1.member` and `map.key.member`.
  private static String place(String path, Type type) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    String place = first;
    Type member = type;
    if (type instanceof ParameterizedType container) {
      Type[] arguments = container.getActualTypeArguments();
      member = arguments[arguments.length - 1];
      place = (arguments.length == 1 ? Integer.parseInt(first) + 1 : first) + ".member";
    } else if (type instanceof Class<?> structure) {
      member = component(structure, first).getGenericType();
    }
    return slash < 0 ? place : place + "." + place(path.substring(slash + 1), member);
  }

  private static RecordComponent component(Class<?> structure, String name) {
    return Arrays.stream(structure.getRecordComponents())
        .filter(component -> Params.wireName(component).equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Set<String> names() {
    return ProtocolSuite.malformedBodies().stream()
        .map(MalformedBodyTest::name)
        .collect(Collectors.toSet());
  }

  /// The name of a case without the number that Smithy gives to its variations.
  private static String name(Case<HttpMalformedRequestTestCase> each) {
    return each.test().getId().replaceFirst("_case[0-9]+$", "");
  }
}
