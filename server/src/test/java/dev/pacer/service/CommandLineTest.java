package dev.pacer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
  static Stream<Arguments> commands() {
    return Stream.of(
        row(""),
        row("   \t\n "),
        row("npm", "npm"),
        row("npm start", "npm", "start"),
        row("  npm \t  start\n", "npm", "start"),
        row("python3 -m http.server 8080", "python3", "-m", "http.server", "8080"),
        row("sh -c 'exec app --port $PORT'", "sh", "-c", "exec app --port $PORT"),
        row("sh -c \"a && b\"", "sh", "-c", "a && b"),
        row(
            "gunicorn app:app --bind \"0.0.0.0:8080\"",
            "gunicorn",
            "app:app",
            "--bind",
            "0.0.0.0:8080"),
        row("java -Dname='two words' -jar a.jar", "java", "-Dname=two words", "-jar", "a.jar"),
        row("a && b", "a", "&&", "b"),
        row("a | b > c; d", "a", "|", "b", ">", "c;", "d"),
        row("echo $PORT ~ * #x", "echo", "$PORT", "~", "*", "#x"),
        row("a ''", "a", ""),
        row("a \"\" b", "a", "", "b"),
        row("''a", "a"),
        row("a'b'\"c\"d", "abcd"),
        row("a\\ b", "a b"),
        row("a\\'b", "a'b"),
        row("\\\"a", "\"a"),
        row("'a\\b'", "a\\b"),
        row("\"a\\b\"", "a\\b"),
        row("\"a\\\"b\"", "a\"b"),
        row("\"a\\\\b\"", "a\\b"),
        row("\"\\$HOME\\`\"", "$HOME`"),
        row("\"it's\"", "it's"),
        row("'say \"x\"'", "say \"x\""),
        row("a \\\n  b", "a", "b"),
        row("a\\\nb", "ab"),
        row("\"a\\\nb\"", "ab"),
        row("'a\nb'", "a\nb"),
        row("a\nb", "a", "b"),
        row("don't stop", "don't", "stop"),
        row("say \"hello there", "say", "\"hello", "there"),
        row("a 'b c", "a", "'b", "c"),
        row("a b\\", "a", "b\\"),
        row("a \"b\\", "a", "\"b\\"),
        row("grüße 'schöne welt'", "grüße", "schöne welt"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsSplitAsAShellWouldAndNothingIsExpanded(String command, List<String> arguments) {
    assertThat(CommandLine.split(command)).isEqualTo(arguments);
  }

  @Test
  void argumentsThatWereQuotedComeBackAsTheyWere() {
    Random random = new Random(20260417);

    for (int round = 0; round < 2000; round++) {
      List<String> arguments =
          random.ints(1 + random.nextInt(4)).mapToObj(CommandLineTest::text).toList();
      String command =
          String.join(
              " ", arguments.stream().map(text -> "'" + text.replace("'", "'\\''") + "'").toList());

      assertThat(CommandLine.split(command)).isEqualTo(arguments);
    }
  }

  private static String text(int seed) {
    Random random = new Random(seed);
    String letters = "ab \t\n'\"\\$`&|ä";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static Arguments row(String command, String... arguments) {
    return Arguments.of(command, List.of(arguments));
  }
}
