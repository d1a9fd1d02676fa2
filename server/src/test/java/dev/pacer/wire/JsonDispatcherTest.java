package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDispatcherTest {

  private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Caller CALLER = new Caller("AKIDEXAMPLE", "123456789012", "eu-west-1");

  record Input(@Nullable @Length(max = 3) String name, @Nullable @Range(max = 9) Integer number) {}

  record Output(@Nullable String greeting, @Nullable String requestId) {}

  private final JsonDispatcher dispatcher =
      new JsonDispatcher(
          List.of(
              new JsonService(
                  "AppRunner",
                  "com.amazonaws.apprunner",
                  List.of(
                      new OperationBinding<>("Greet", Input.class, JsonDispatcherTest::greet),
                      new OperationBinding<>("Fail", Input.class, JsonDispatcherTest::fail),
                      new OperationBinding<>("Overflow", Input.class, JsonDispatcherTest::sink),
                      new OperationBinding<>("Refuse", Input.class, JsonDispatcherTest::refuse))),
              new JsonService(
                  "Pacer",
                  "dev.pacer",
                  List.of(
                      new OperationBinding<>("Greet", Input.class, JsonDispatcherTest::welcome),
                      new OperationBinding<>("Refuse", Input.class, JsonDispatcherTest::refuse)))),
          JsonDispatcherTest::authenticate);

  @Test
  void answersACallWithItsOutputAndARequestId() {
    // when
    HttpResponse response = dispatcher.handle(call("AppRunner.Greet", "{\"Name\":\"Ada\"}"));

    // then
    String requestId = response.headers().getOrDefault("x-amzn-RequestId", "");
    assertThat(requestId).matches(UUID_PATTERN);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsOnlyKeys("x-amzn-RequestId", "Content-Type")
        .containsEntry("Content-Type", "application/x-amz-json-1.0");
    assertThat(body(response))
        .isEqualTo("{\"Greeting\":\"Ada from eu-west-1\",\"RequestId\":\"" + requestId + "\"}");
  }

  @Test
  void givesEachCallAnotherRequestId() {
    // when
    Stream<String> ids =
        Stream.generate(() -> dispatcher.handle(call("AppRunner.Greet", "{}")))
            .limit(100)
            .map(response -> response.headers().getOrDefault("x-amzn-RequestId", ""));

    // then
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void leadsEachPrefixToItsOwnService() {
    assertThat(body(dispatcher.handle(call("Pacer.Greet", "")))).isEqualTo("{\"Greeting\":\"hi\"}");
  }

  static Stream<Arguments> errors() {
    HttpRequest good = call("AppRunner.Greet", "{}");
    return Stream.of(
        argumentSet(
            "unknown operation",
            call("AppRunner.Nope", "{}"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "There is no operation AppRunner.Nope."),
        argumentSet(
            "unknown service",
            call("Other.Greet", "{}"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "There is no operation Other.Greet."),
        argumentSet(
            "operation in another case",
            call("AppRunner.greet", "{}"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "There is no operation AppRunner.greet."),
        argumentSet(
            "two targets",
            with(good, "x-amz-target", "AppRunner.Greet", "AppRunner.Fail"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "There is no operation AppRunner.Greet,AppRunner.Fail."),
        argumentSet(
            "no target",
            with(good, "x-amz-target"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "The header X-Amz-Target is missing."),
        argumentSet(
            "GET",
            target(good, "GET", "/"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "Calls are sent as POST to the path /."),
        argumentSet(
            "another path",
            target(good, "POST", "/services"),
            404,
            "com.amazon.coral.service#UnknownOperationException",
            "Calls are sent as POST to the path /."),
        argumentSet(
            "compressed body",
            with(good, "content-encoding", "gzip"),
            400,
            "MalformedHttpRequestException",
            "The Content-Encoding of a request must be identity."),
        argumentSet(
            "unknown caller",
            with(good, "x-caller", "nobody"),
            403,
            "UnrecognizedClientException",
            "The security token included in the request is invalid."),
        argumentSet(
            "malformed JSON",
            call("AppRunner.Greet", "{\"Name\":"),
            400,
            "com.amazon.coral.service#SerializationException",
            "The request body is not valid JSON (line 1, column 9)."),
        argumentSet(
            "wrong type",
            call("AppRunner.Greet", "{\"Name\":1}"),
            400,
            "com.amazon.coral.service#SerializationException",
            "NUMBER_VALUE can not be converted to a String at 'name'."),
        argumentSet(
            "no object",
            call("AppRunner.Greet", "[]"),
            400,
            "com.amazon.coral.service#SerializationException",
            "The request body must be a JSON object."),
        argumentSet(
            "broken constraints",
            call("AppRunner.Greet", "{\"Name\":\"long\",\"Number\":10}"),
            400,
            "ValidationException",
            "2 validation errors detected: Value 'long' at 'name' failed to satisfy constraint:"
                + " Member must have length less than or equal to 3; Value '10' at 'number' failed"
                + " to satisfy constraint: Member must have value less than or equal to 9"),
        argumentSet(
            "fault",
            call("AppRunner.Fail", "{}"),
            500,
            "InternalFailure",
            "The request processing has failed because of an unknown error, exception or"
                + " failure."),
        argumentSet(
            "stack overflow",
            call("AppRunner.Overflow", "{}"),
            500,
            "InternalFailure",
            "The request processing has failed because of an unknown error, exception or"
                + " failure."));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void answersWhatTheFrontEndRefuses(HttpRequest request, int status, String type, String text) {
    // when
    HttpResponse response = dispatcher.handle(request);

    // then
    assertThat(response.status()).isEqualTo(status);
    assertThat(body(response))
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + text + "\"}");
    assertThat(response.headers())
        .containsEntry("x-amzn-ErrorType", type.substring(type.indexOf('#') + 1))
        .containsEntry("Content-Type", "application/x-amz-json-1.0")
        .hasEntrySatisfying("x-amzn-RequestId", id -> assertThat(id).matches(UUID_PATTERN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AppRunner:com.amazonaws.apprunner", "Pacer:dev.pacer"})
  void putsModelledErrorsIntoTheNamespaceOfTheirService(String prefixAndNamespace) {
    // given
    List<String> parts = List.of(prefixAndNamespace.split(":", 2));

    // when
    HttpResponse response = dispatcher.handle(call(parts.getFirst() + ".Refuse", "{}"));

    // then
    assertThat(response.status()).isEqualTo(402);
    assertThat(body(response))
        .isEqualTo(
            "{\"__type\":\""
                + parts.getLast()
                + "#ServiceQuotaExceededException\",\"Message\":\"Too many \\\"things\\\".\"}");
    assertThat(response.headers())
        .containsEntry("x-amzn-ErrorType", "ServiceQuotaExceededException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-amz-json-1.0",
        "application/x-amz-json-1.1",
        "Application/X-AMZ-JSON-1.0",
        "application/x-amz-json-1.0; charset=utf-8",
        "application/x-amz-json-1.0 ;charset=UTF-8"
      })
  void takesTheContentTypesOfAwsJson(String type) {
    assertThat(
            dispatcher.handle(with(call("AppRunner.Greet", "{}"), "content-type", type)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "text/plain;application/x-amz-json-1.0",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "application/x-amz-json-1.0,text/plain"
      })
  void refusesOtherContentTypes(String type) {
    // when
    HttpResponse response =
        dispatcher.handle(with(call("AppRunner.Greet", "{}"), "content-type", type));

    // then
    assertThat(response.status()).isEqualTo(404);
    assertThat(body(response))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\","
                + "\"message\":\"The Content-Type must be application/x-amz-json-1.0.\"}");
  }

  @Test
  void refusesARequestWithoutContentType() {
    assertThat(dispatcher.handle(with(call("AppRunner.Greet", "{}"), "content-type")).status())
        .isEqualTo(404);
  }

  @Test
  void boundsWhatItRepeatsOfAnUnknownTarget() {
    assertThat(dispatcher.handle(call("x".repeat(10_000), "{}")).body().length).isLessThan(400);
  }

  @Test
  void refusesTwoOperationsWithOneTarget() {
    // given
    OperationBinding<Input, Output> binding =
        new OperationBinding<>("Greet", Input.class, JsonDispatcherTest::greet);
    JsonService service = new JsonService("A", "a", List.of(binding, binding));

    // then
    assertThatThrownBy(() -> new JsonDispatcher(List.of(service), JsonDispatcherTest::authenticate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two operations for the target A.Greet");
  }

  private static Output greet(CallContext context, Input input) {
    String name = Optional.ofNullable(input.name()).orElse("nobody");
    return new Output(name + " from " + context.caller().region(), context.requestId());
  }

  private static Output welcome(CallContext context, Input input) {
    return new Output("hi", null);
  }

  private static Output fail(CallContext context, Input input) {
    throw new IllegalStateException("the password is hunter2");
  }

  private static Output sink(CallContext context, Input input) {
    throw new StackOverflowError();
  }

  private static Output refuse(CallContext context, Input input) {
    throw AwsException.modelled("ServiceQuotaExceededException", 402, "Too many \"things\".");
  }

  private static Caller authenticate(HttpRequest request) {
    if (request.header("x-caller").isPresent()) {
      throw AwsException.unrecognizedClient();
    }
    return CALLER;
  }

  private static HttpRequest call(String target, String body) {
    return new HttpRequest(
        "POST",
        "/",
        "",
        Map.of(
            "x-amz-target", List.of(target), "content-type", List.of("application/x-amz-json-1.0")),
        body.getBytes(StandardCharsets.UTF_8),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  private static HttpRequest with(HttpRequest request, String header, String... values) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    headers.remove(header);
    if (values.length > 0) {
      headers.put(header, List.of(values));
    }
    return new HttpRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers,
        request.body(),
        request.peer());
  }

  private static HttpRequest target(HttpRequest request, String method, String path) {
    return new HttpRequest(method, path, "", request.headers(), request.body(), request.peer());
  }

  private static String body(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
