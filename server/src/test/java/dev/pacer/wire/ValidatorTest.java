package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorTest {

  private static final String MEMORY_PATTERN =
      "512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB";
  private static final String CPU_PATTERN = "256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU";

  record Instance(
      @Nullable @Length(min = 3, max = 6) @Pattern(MEMORY_PATTERN) String memory,
      @Nullable @Length(min = 3, max = 9) @Pattern(CPU_PATTERN) String cpu) {}

  record Sized(@Nullable Instance instanceConfiguration) {}

  record Named(@Required @Length(min = 4, max = 8) @Pattern("[A-Za-z0-9]+") String serviceName) {}

  record Paged(@Nullable @Range(min = 1, max = 20) Integer maxResults) {}

  record Growing(@Range(min = 1) long maxSize) {}

  record Typed(@Nullable @OneOf({"ECR", "ECR_PUBLIC"}) String imageRepositoryType) {}

  record Tag(
      @Nullable @Length(min = 1, max = 128) @Pattern("^(?!aws:).+") String key,
      @Nullable @Length(max = 256) String value) {}

  record Tagged(@Nullable List<Tag> tags) {}

  record Untagged(@Required @Length(max = 2) List<@Length(min = 1, max = 4) String> tagKeys) {}

  record Variables(
      @Nullable Map<@Length(min = 1, max = 5) @Pattern("[A-Z]*") String, @Length(max = 3) String>
          runtimeEnvironmentVariables) {}

  record Secrets(
      @Nullable Map<@Sensitive @Length(max = 5) String, @Sensitive @Length(max = 3) String>
          secrets) {}

  record Commands(@Nullable @Sensitive @Length(max = 5) @Pattern("[^\\x0a\\x0d]+") String start) {}

  record Hidden(@Nullable @Sensitive List<@Length(max = 2) String> words) {}

  record Loose(
      @Member("DNSTarget") @Required String dnsTarget,
      @Nullable Instant createdAt,
      @Nullable Boolean latest,
      @Nullable Double ratio) {}

  record Tree(@Nullable @Length(max = 1) String leaf, @Nullable List<Tree> branches) {}

  static Stream<Arguments> oneProblem() {
    String long9 = "x".repeat(9);
    return Stream.of(
        arguments(named(null), "Value null at 'serviceName'", "Member must not be null"),
        arguments(
            named("abc"),
            "Value 'abc' at 'serviceName'",
            "Member must have length greater than or equal to 4"),
        arguments(
            named(long9),
            "Value 'xxxxxxxxx' at 'serviceName'",
            "Member must have length less than or equal to 8"),
        arguments(
            named("a b c"),
            "Value 'a b c' at 'serviceName'",
            "Member must satisfy regular expression pattern: [A-Za-z0-9]+"),
        arguments(
            new Paged(0),
            "Value '0' at 'maxResults'",
            "Member must have value greater than or equal to 1"),
        arguments(
            new Paged(21),
            "Value '21' at 'maxResults'",
            "Member must have value less than or equal to 20"),
        arguments(
            new Growing(0),
            "Value '0' at 'maxSize'",
            "Member must have value greater than or equal to 1"),
        arguments(
            new Typed("DOCKER"),
            "Value 'DOCKER' at 'imageRepositoryType'",
            "Member must satisfy enum value set: [ECR, ECR_PUBLIC]"),
        arguments(
            new Tagged(List.of(new Tag("a", "b"), new Tag("aws:x", "b"))),
            "Value 'aws:x' at 'tags.2.member.key'",
            "Member must satisfy regular expression pattern: ^(?!aws:).+"),
        arguments(
            new Untagged(List.of("abcd", "")),
            "Value '' at 'tagKeys.2.member'",
            "Member must have length greater than or equal to 1"),
        arguments(
            new Untagged(Arrays.asList("a", null)),
            "Value null at 'tagKeys.2.member'",
            "Member must not be null"),
        arguments(
            new Untagged(List.of("a", "b", "c")),
            "Value '[3 members]' at 'tagKeys'",
            "Member must have length less than or equal to 2"),
        arguments(
            new Variables(Map.of("KEY", "1234")),
            "Value '1234' at 'runtimeEnvironmentVariables.KEY.member'",
            "Member must have length less than or equal to 3"),
        arguments(
            new Variables(Map.of("", "1")),
            "Value '' at 'runtimeEnvironmentVariables'",
            "Map keys must satisfy constraint:"
                + " [Member must have length greater than or equal to 1]"),
        arguments(
            new Variables(Map.of("a", "1")),
            "Value 'a' at 'runtimeEnvironmentVariables'",
            "Map keys must satisfy constraint:"
                + " [Member must satisfy regular expression pattern: [A-Z]*]"),
        arguments(
            new Secrets(Map.of("NAME", "secret")),
            "Value '***' at 'secrets.***.member'",
            "Member must have length less than or equal to 3"),
        arguments(
            new Secrets(Map.of("TOOLONG", "abc")),
            "Value '***' at 'secrets'",
            "Map keys must satisfy constraint:"
                + " [Member must have length less than or equal to 5]"),
        arguments(
            new Commands("a\nb"),
            "Value '***' at 'start'",
            "Member must satisfy regular expression pattern: [^\\x0a\\x0d]+"),
        arguments(
            new Hidden(List.of("abc")),
            "Value '***' at 'words.1.member'",
            "Member must have length less than or equal to 2"),
        arguments(
            new Loose(absent(), null, null, null),
            "Value null at 'dNSTarget'",
            "Member must not be null"),
        arguments(
            new Tree("a", List.of(new Tree("b", List.of(new Tree("cc", null))))),
            "Value 'cc' at 'branches.1.member.branches.1.member.leaf'",
            "Member must have length less than or equal to 1"));
  }

  @ParameterizedTest
  @MethodSource("oneProblem")
  void namesTheValueThePlaceAndTheDemand(Record request, String place, String demand) {
    // when
    String text = refusalOf(request);

    // then
    assertThat(text)
        .isEqualTo(
            "1 validation error detected: " + place + " failed to satisfy constraint: " + demand);
  }

  static Stream<Record> faultless() {
    return Stream.of(
        named("abcd"),
        named("abcdefgh"),
        new Paged(null),
        new Paged(1),
        new Paged(20),
        new Typed(null),
        new Typed("ECR"),
        new Sized(null),
        new Sized(new Instance("2 GB", "1 vCPU")),
        new Tagged(List.of()),
        new Untagged(List.of("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00")),
        new Variables(Map.of("ABCDE", "")),
        new Loose("x", Instant.EPOCH, true, 1.5));
  }

  @ParameterizedTest
  @MethodSource("faultless")
  void acceptsWhatKeepsEveryConstraint(Record request) {
    assertThatCode(() -> Validator.validate(request)).doesNotThrowAnyException();
  }

  @Test
  void joinsTwoProblemsAsTheServiceDoes() {
    // given
    Record request = new Sized(new Instance("0 GB", "0 vCPU"));

    // when
    String text = refusalOf(request);

    // then
    assertThat(text)
        .isEqualTo(
            "2 validation errors detected: Value '0 GB' at 'instanceConfiguration.memory' failed to"
                + " satisfy constraint: Member must satisfy regular expression pattern: "
                + MEMORY_PATTERN
                + "; Value '0 vCPU' at 'instanceConfiguration.cpu' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: "
                + CPU_PATTERN);
  }

  @Test
  void reportsBothConstraintsThatOneMemberBreaks() {
    assertThat(refusalOf(named("a b")))
        .isEqualTo(
            "2 validation errors detected: Value 'a b' at 'serviceName' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 4; Value 'a b' at"
                + " 'serviceName' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [A-Za-z0-9]+");
  }

  @Test
  void isAValidationExceptionOfTheFrontEnd() {
    // when
    AwsException refusal =
        catchThrowableOfType(AwsException.class, () -> Validator.validate(new Paged(0)));

    // then
    assertThat(refusal.type()).isEqualTo("ValidationException");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.modelled()).isFalse();
  }

  @Test
  void cutsLongValuesAndLongKeys() {
    // given
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("K".repeat(1000), "v".repeat(1000));

    // when
    String text = refusalOf(new Variables(variables));

    // then
    assertThat(text).contains("Value 'K").contains("KKK....member").hasSizeLessThan(1200);
  }

  @Test
  void countsEveryProblemButBoundsTheText() {
    // given
    List<Tag> tags = Stream.generate(() -> new Tag("", "x")).limit(5000).toList();

    // when
    String text = refusalOf(new Tagged(tags));

    // then
    assertThat(text)
        .startsWith("10000 validation errors detected: ")
        .endsWith("; ...")
        .hasSizeLessThanOrEqualTo(AwsException.FRONT_END_MESSAGE_LIMIT);
  }

  @Test
  void neverShowsASensitiveValue() {
    // given
    Record request = new Secrets(Map.of("PASSWORD", "hunter2"));

    // when
    String text = refusalOf(request);

    // then
    assertThat(text).doesNotContain("PASSWORD").doesNotContain("hunter2");
  }

  @Test
  void refusesARecordWithATypeThatTheWireHasNoFormFor() {
    // given
    record Odd(Thread thread) {}

    // when
    IllegalArgumentException refusal =
        catchThrowableOfType(IllegalArgumentException.class, () -> Shapes.structure(Odd.class));

    // then
    assertThat(refusal).hasMessageContaining("Odd.thread").hasMessageContaining("java.lang.Thread");
  }

  private static Named named(@Nullable String name) {
    return new JsonCodec().decode(new JsonCodec().encode(new LooseNamed(name)), Named.class);
  }

  private static String absent() {
    return new JsonCodec().decode(new byte[0], Named.class).serviceName();
  }

  record LooseNamed(@Nullable String serviceName) {}

  private static String refusalOf(Record request) {
    return catchThrowableOfType(AwsException.class, () -> Validator.validate(request)).getMessage();
  }
}
