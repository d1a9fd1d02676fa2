package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FullMatchTest {

  private static final String RESOURCE_NAME =
      "arn:aws(-[\\w]+)*:[a-z0-9-\\\\.]{0,63}:[a-z0-9-\\\\.]{0,63}:[0-9]{12}:(\\w|\\/|-){1,1011}";
  private static final String IMAGE =
      "([0-9]{12}.dkr.ecr.[a-z\\-]+-[0-9]{1}.amazonaws.com\\/"
          + "((?:[a-z0-9]+(?:[._-][a-z0-9]+)*\\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)"
          + "(:([\\w\\d+\\-=._:\\/@])+|@([\\w\\d\\:]+))?)|(^public\\.ecr\\.aws\\/.+\\/"
          + "((?:[a-z0-9]+(?:[._-][a-z0-9]+)*\\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)"
          + "(:([\\w\\d+\\-=._:\\/@])+|@([\\w\\d\\:]+))?)";

  @ParameterizedTest
  @CsvSource({
    "[a-z]+, abc, true",
    "[a-z]+, abcD, false",
    "[a-z]+, 'abc\n', false",
    "a|bc, bc, true",
    "a|bc, abc, false",
    "^(?!aws:).+, aws:x, false",
    "^(?!aws:).+, awsx, true",
    ".*, '', true",
    ".*, 'a\nb', false"
  })
  void matchesWholeStringsOnly(String expression, String value, boolean matches) {
    assertThat(new FullMatch(expression).matches(value)).isEqualTo(matches);
  }

  static Stream<Arguments> longestValuesOfTheModel() {
    String name = "arn:aws:apprunner:eu-west-1:123456789012:";
    return Stream.of(
        argumentSet("resource name", RESOURCE_NAME, name + "x".repeat(970), true),
        argumentSet("resource name, bad end", RESOURCE_NAME, name + "x".repeat(969) + "!", false),
        argumentSet(
            "partition", RESOURCE_NAME, "arn:aws" + "-a".repeat(500) + "!".repeat(4), false),
        argumentSet("image", IMAGE, "public.ecr.aws/" + "a/".repeat(500) + "b:latest", true),
        argumentSet("image, bad end", IMAGE, "public.ecr.aws/" + "a/".repeat(500) + "b:!!", false),
        argumentSet("image, one word", IMAGE, "public.ecr.aws/" + "a".repeat(1008) + "!", false),
        argumentSet(
            "image, separators", IMAGE, "public.ecr.aws/" + "a.a-a_".repeat(160) + "/!", false),
        argumentSet("long tag", IMAGE, "public.ecr.aws/a/b:" + "x".repeat(1000), true),
        argumentSet("environment value", ".*", "x".repeat(51_200), true));
  }

  @ParameterizedTest
  @MethodSource("longestValuesOfTheModel")
  void decidesAboutTheLongestValuesOnAVirtualThread(
      String expression, String value, boolean matches) throws InterruptedException {
    // given
    FullMatch pattern = new FullMatch(expression);
    AtomicBoolean matched = new AtomicBoolean(!matches);

    // when
    Thread.ofVirtual().start(() -> matched.set(pattern.matches(value))).join();

    // then
    assertThat(matched.get()).isEqualTo(matches);
  }

  @Test
  void stopsAnExpressionThatBacktracksWithoutEnd() {
    // given
    FullMatch pattern = new FullMatch("(x+x+)+\\1?y(?=.)");

    // then
    assertThat(pattern.matches("x".repeat(200))).isFalse();
  }
}
