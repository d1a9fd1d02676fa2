package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

  record Tag(@Nullable String key, @Nullable String value) {}

  record Everything(
      @Nullable String serviceName,
      @Nullable Integer maxResults,
      @Nullable Long size,
      @Nullable Double ratio,
      @Nullable Boolean latest,
      @Nullable Instant createdAt,
      @Nullable @Member("DNSTarget") String dnsTarget,
      @Nullable List<Tag> tags,
      @Nullable List<String> tagKeys,
      @Nullable Map<String, String> variables,
      @Nullable Everything nested,
      boolean publiclyAccessible,
      int revision,
      long count,
      double share) {}

  private static final Everything EMPTY =
      new Everything(
          null, null, null, null, null, null, null, null, null, null, null, false, 0, 0, 0);

  private final JsonCodec codec = new JsonCodec();

  @Test
  void readsEveryKindOfMember() {
    // when
    Everything read =
        decoded(
            """
            {"ServiceName":"shop","MaxResults":20,"Size":9007199254740993,"Ratio":0.5,
             "Latest":true,"CreatedAt":1634070120.531,"DNSTarget":"a.example",
             "Tags":[{"Key":"a","Value":"b"},{}],"TagKeys":["x","y"],
             "Variables":{"B":"2","A":"1"},"Nested":{"ServiceName":"inner"},
             "PubliclyAccessible":true,"Revision":3,"Count":4,"Share":1}
            """);

    // then
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("B", "2");
    variables.put("A", "1");
    assertThat(read)
        .isEqualTo(
            new Everything(
                "shop",
                20,
                9007199254740993L,
                0.5,
                true,
                Instant.ofEpochMilli(1634070120531L),
                "a.example",
                List.of(new Tag("a", "b"), new Tag(null, null)),
                List.of("x", "y"),
                variables,
                new Everything(
                    "inner", null, null, null, null, null, null, null, null, null, null, false, 0,
                    0, 0),
                true,
                3,
                4,
                1));
    assertThat(read.variables()).containsExactlyEntriesOf(variables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{}",
        " {} \n",
        "{\"Unknown\":{\"ServiceName\":[1,{}]},\"serviceName\":1,\"SERVICENAME\":2}",
        "{\"ServiceName\":null,\"Tags\":null,\"Nested\":null,\"Revision\":null,\"Count\":null}",
        "{\"Unknown\":1,\"Unknown\":2}"
      })
  void takesWhatIsAbsentAsAbsent(String body) {
    assertThat(decoded(body)).isEqualTo(EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ServiceName":1}                     | NUMBER_VALUE can not be converted to a String at 'serviceName'.
          {"ServiceName":1.5}                   | NUMBER_VALUE can not be converted to a String at 'serviceName'.
          {"ServiceName":true}                  | TRUE_VALUE can not be converted to a String at 'serviceName'.
          {"ServiceName":{}}                    | Start of structure or map can not be converted to a String at 'serviceName'.
          {"ServiceName":["a"]}                 | Start of list can not be converted to a String at 'serviceName'.
          {"MaxResults":"1"}                    | STRING_VALUE can not be converted to an Integer at 'maxResults'.
          {"MaxResults":1.0}                    | NUMBER_VALUE can not be converted to an Integer at 'maxResults'.
          {"MaxResults":1e2}                    | NUMBER_VALUE can not be converted to an Integer at 'maxResults'.
          {"MaxResults":false}                  | FALSE_VALUE can not be converted to an Integer at 'maxResults'.
          {"MaxResults":2147483648}             | The number is out of the range of an Integer at 'maxResults'.
          {"MaxResults":-2147483649}            | The number is out of the range of an Integer at 'maxResults'.
          {"MaxResults":99999999999999999999999} | The number is out of the range of an Integer at 'maxResults'.
          {"Size":9223372036854775808}          | The number is out of the range of a Long at 'size'.
          {"Size":1.5}                          | NUMBER_VALUE can not be converted to a Long at 'size'.
          {"Ratio":"1"}                         | STRING_VALUE can not be converted to a Double at 'ratio'.
          {"Ratio":"infinity"}                  | STRING_VALUE can not be converted to a Double at 'ratio'.
          {"CreatedAt":"NaN"}                   | STRING_VALUE can not be converted to a Timestamp at 'createdAt'.
          {"Ratio":1e999}                       | The number is out of the range of a Double at 'ratio'.
          {"Latest":"true"}                     | STRING_VALUE can not be converted to a Boolean at 'latest'.
          {"Latest":1}                          | NUMBER_VALUE can not be converted to a Boolean at 'latest'.
          {"Latest":{}}                         | Start of structure or map can not be converted to a Boolean at 'latest'.
          {"CreatedAt":"2026-11-23T18:00:00Z"}  | STRING_VALUE can not be converted to a Timestamp at 'createdAt'.
          {"CreatedAt":1e300}                   | The number is out of the range of a Timestamp at 'createdAt'.
          {"CreatedAt":1e999999999}             | The number is out of the range of a Timestamp at 'createdAt'.
          {"CreatedAt":-99999999999999}         | The number is out of the range of a Timestamp at 'createdAt'.
          {"DNSTarget":1}                       | NUMBER_VALUE can not be converted to a String at 'dNSTarget'.
          {"Tags":{}}                           | Start of structure or map can not be converted to a list at 'tags'.
          {"Tags":"a"}                          | STRING_VALUE can not be converted to a list at 'tags'.
          {"Tags":["a"]}                        | STRING_VALUE can not be converted to a structure at 'tags.1.member'.
          {"Tags":[{},{"Key":1}]}               | NUMBER_VALUE can not be converted to a String at 'tags.2.member.key'.
          {"TagKeys":["a",2]}                   | NUMBER_VALUE can not be converted to a String at 'tagKeys.2.member'.
          {"Variables":[]}                      | Start of list can not be converted to a map at 'variables'.
          {"Variables":{"A":1}}                 | NUMBER_VALUE can not be converted to a String at 'variables.A.member'.
          {"Variables":{"A":"1","A":"2"}}       | A name was found twice where it may stand once at 'variables'.
          {"Nested":[]}                         | Start of list can not be converted to a structure at 'nested'.
          {"Nested":{"MaxResults":"x"}}         | STRING_VALUE can not be converted to an Integer at 'nested.maxResults'.
          {"ServiceName":"a","ServiceName":"a"} | A name was found twice where it may stand once at 'serviceName'.
          {"ServiceName":null,"ServiceName":"a"} | A name was found twice where it may stand once at 'serviceName'.
          {"ServiceName":"\\ud800"}             | An unpaired surrogate was found at 'serviceName'.
          {"ServiceName":"\\udc00\\ud800"}      | An unpaired surrogate was found at 'serviceName'.
          {"Variables":{"\\ud800":"1"}}         | The request body is not valid JSON (line 1, column 22).
          []                                    | The request body must be a JSON object.
          "text"                                | The request body must be a JSON object.
          12                                    | The request body must be a JSON object.
          null                                  | The request body must be a JSON object.
          {} {}                                 | The request body has text after its JSON object.
          {}[]                                  | The request body has text after its JSON object.
          {}}                                   | The request body is not valid JSON (line 1, column 3).
          {} x                                  | The request body is not valid JSON (line 1, column 4).
          """)
  void refusesWhatHasTheWrongType(String body, String text) {
    // when
    AwsException refusal = refusalOf(body.getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(refusal.type()).isEqualTo("com.amazon.coral.service#SerializationException");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal).hasMessage(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"ServiceName\"",
        "{\"ServiceName\":",
        "{\"ServiceName\":\"a",
        "{\"ServiceName\":\"a\"",
        "{\"ServiceName\":\"a\",}",
        "{ServiceName:\"a\"}",
        "{'ServiceName':'a'}",
        "{\"ServiceName\":\"a\nb\"}",
        "{\"ServiceName\":\"\\x\"}",
        "{\"MaxResults\":01}",
        "{\"MaxResults\":+1}",
        "{\"MaxResults\":.5}",
        "{\"MaxResults\":1.}",
        "{\"MaxResults\":0x10}",
        "{\"Ratio\":NaN}",
        "{\"Ratio\":Infinity}",
        "{\"Latest\":TRUE}",
        "{\"Unknown\":[}",
        "{/* comment */}",
        "{\"a\":1 \"b\":2}",
        "\uFEFF{}",
        "service"
      })
  void refusesWhatIsNotJson(String body) {
    assertThat(refusalOf(body.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("The request body is not valid JSON");
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {'{', '"', (byte) 0xC3, '"', '}'},
        new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
        new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'},
        new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'});
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void refusesWhatIsNotUtf8(byte[] body) {
    assertThat(refusalOf(body)).hasMessage("The request body is not well-formed UTF-8.");
  }

  @Test
  void refusesDeepNestingInUnknownMembersToo() {
    // given
    String body = "{\"Unknown\":" + "[".repeat(1000) + "]".repeat(1000) + "}";

    // then
    assertThat(refusalOf(body.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("The request body is not valid JSON");
  }

  @Test
  void refusesVeryLongNumbers() {
    // given
    String body = "{\"Unknown\":" + "1".repeat(100_000) + "}";

    // then
    assertThat(refusalOf(body.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("The request body is not valid JSON");
  }

  @Test
  void readsNamesAndTextsAsLongAsTheModelAllows() {
    // given
    String longest = "K".repeat(51_200);

    // when
    Everything read = decoded("{\"Variables\":{\"" + longest + "\":\"" + longest + "\"}}");

    // then
    assertThat(read.variables()).isEqualTo(Map.of(longest, longest));
  }

  @Test
  void neverRepeatsAValueInARefusal() {
    // given
    byte[] body = "{\"MaxResults\":\"hunter2\"".getBytes(StandardCharsets.UTF_8);

    // then
    assertThat(refusalOf(body).getMessage()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "1634070120.531, 1634070120531",
    "1634070120, 1634070120000",
    "1.6E9, 1600000000000",
    "1634070120.5314, 1634070120531",
    "0, 0",
    "-1.5, -1500",
    "253402300799, 253402300799000"
  })
  void readsTimestampsToTheMillisecond(String number, long milliseconds) {
    assertThat(decoded("{\"CreatedAt\":" + number + "}").createdAt())
        .isEqualTo(Instant.ofEpochMilli(milliseconds));
  }

  @ParameterizedTest
  @CsvSource({
    "1634070120531, 1634070120.531",
    "1634070120500, 1634070120.5",
    "1634070120000, 1634070120",
    "0, 0",
    "-1500, -1.5"
  })
  void writesTimestampsWithAsManyDecimalsAsNeeded(long milliseconds, String number) {
    // given
    record Dated(Instant createdAt) {}

    // when
    byte[] body = codec.encode(new Dated(Instant.ofEpochMilli(milliseconds)));

    // then
    assertThat(text(body)).isEqualTo("{\"CreatedAt\":" + number + "}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void readsAndWritesDoublesThatJsonHasNoNumberForAsStrings(double share) {
    // given
    record Shared(double share) {}

    // when
    byte[] body = codec.encode(new Shared(share));

    // then
    assertThat(text(body)).isEqualTo("{\"Share\":\"" + share + "\"}");
    assertThat(codec.decode(body, Shared.class)).isEqualTo(new Shared(share));
  }

  @Test
  void writesEveryKindOfMemberAndLeavesOutNulls() {
    // given
    Everything written =
        new Everything(
            "a\"\u00e9",
            1,
            null,
            0.5,
            false,
            Instant.ofEpochSecond(5),
            "t",
            List.of(new Tag("k", null)),
            List.of(),
            Map.of("A", "1"),
            null,
            true,
            2,
            3,
            4.5);

    // then
    assertThat(text(codec.encode(written)))
        .isEqualTo(
            "{\"ServiceName\":\"a\\\"\u00e9\",\"MaxResults\":1,\"Ratio\":0.5,\"Latest\":false,"
                + "\"CreatedAt\":5,\"DNSTarget\":\"t\",\"Tags\":[{\"Key\":\"k\"}],\"TagKeys\":[],"
                + "\"Variables\":{\"A\":\"1\"},\"PubliclyAccessible\":true,\"Revision\":2,"
                + "\"Count\":3,\"Share\":4.5}");
  }

  @Test
  void readsWhatItWrites() {
    // given
    Everything written =
        new Everything(
            "\uD83D\uDE00\u0000\u2028",
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Double.MIN_VALUE,
            true,
            Instant.ofEpochMilli(-1),
            "",
            List.of(new Tag("", "")),
            List.of(""),
            Map.of("", ""),
            EMPTY,
            true,
            1,
            2,
            3);

    // then
    assertThat(codec.decode(codec.encode(written), Everything.class)).isEqualTo(written);
  }

  @Test
  void writesAnEmptyRecordAsAnEmptyObject() {
    // given
    record Nothing() {}

    // then
    assertThat(text(codec.encode(new Nothing()))).isEqualTo("{}");
  }

  @Test
  void answersEveryMangledBodyWithARecordOrASerializationException() {
    // given
    Random random = new Random(20261124);
    byte[] good =
        """
        {"ServiceName":"shop\\u00e9","MaxResults":20,"Ratio":0.5e1,"CreatedAt":1634070120.531,
         "Tags":[{"Key":"a","Value":null}],"Variables":{"B":"2"},"Nested":{"Tags":[{},{}]}}
        """
            .getBytes(StandardCharsets.UTF_8);

    // when
    Stream<AwsException> refusals =
        Stream.generate(() -> mangled(good, random))
            .limit(50_000)
            .flatMap(body -> refusal(body).stream());

    // then
    assertThat(refusals)
        .isNotEmpty()
        .allMatch(refusal -> refusal.name().equals("SerializationException"));
  }

  private java.util.Optional<AwsException> refusal(byte[] body) {
    try {
      Validator.validate(codec.decode(body, Everything.class));
      return java.util.Optional.empty();
    } catch (AwsException e) {
      if (e.name().equals("ValidationException")) {
        return java.util.Optional.empty();
      }
      return java.util.Optional.of(e);
    }
  }

  private static byte[] mangled(byte[] good, Random random) {
    byte[] body = good.clone();
    byte[] interesting = "{}[]\",:\\0e-.ntf\u00e9 ".getBytes(StandardCharsets.UTF_8);
    for (int change = random.nextInt(1, 8); change > 0; change--) {
      int at = random.nextInt(body.length);
      body[at] =
          random.nextInt(8) == 0
              ? (byte) random.nextInt(256)
              : interesting[random.nextInt(interesting.length)];
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(body, random.nextInt(body.length))
        : body;
  }

  private Everything decoded(String body) {
    return codec.decode(body.getBytes(StandardCharsets.UTF_8), Everything.class);
  }

  private AwsException refusalOf(byte[] body) {
    return catchThrowableOfType(AwsException.class, () -> codec.decode(body, Everything.class));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
