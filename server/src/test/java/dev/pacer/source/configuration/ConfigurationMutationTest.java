package dev.pacer.source.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is in the repository: a configuration or the one exception comes out.
class ConfigurationMutationTest {
  private static final String FILE =
      """
      # comment
      version: 1.0
      runtime: nodejs22
      build: &build
        commands:
          pre-build: ["node --version", 'x']
          build:
            - npm ci
            - |
              a
              b
          post-build: []
        env:
          - {name: A, value: 1}
      run:
        runtime-version: "22"
        pre-run:
          - npm prune
        command: >
          node main.js
        network: {port: 4000, env: LISTEN}
        env:
          - name: B
            value: "\\u00e9"
        secrets:
          - name: C
            value-from: arn
      """;
  private static final List<String> PIECES =
      List.of(
          "\t",
          "\n",
          " ",
          "  ",
          ":",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "*build",
          "!",
          "!!",
          "!!binary ",
          "%YAML 1.2\n",
          "%",
          "@",
          "`",
          "|",
          ">",
          ">-9",
          "'",
          "\"",
          "\\",
          "\\x",
          "#",
          "? ",
          "<<: *build\n",
          "---\n",
          "...\n",
          "\0",
          "\uFEFF",
          "\u0085",
          "\u2028",
          "\uD83D\uDE00",
          "\uD83D",
          "null",
          "~",
          "1e999",
          "\r",
          "0x7",
          ",");

  @Test
  void anyMutationEndsInAConfigurationOrARefusal() {
    Random random = new Random(20261129);
    int accepted = 0;
    int refused = 0;

    for (int round = 0; round < 5000; round++) {
      byte[] mutated = mutated(random);
      try {
        assertThat(ConfigurationFile.parse(mutated).runCommand()).isNotBlank();
        accepted++;
      } catch (ConfigurationException refusal) {
        assertThat(refusal.problems())
            .isNotEmpty()
            .allMatch(text -> text.startsWith("apprunner.yaml"));
        refused++;
      } catch (RuntimeException | StackOverflowError unexpected) {
        fail("Round " + round + ": " + new String(mutated, StandardCharsets.UTF_8), unexpected);
      }
    }

    assertThat(accepted).isGreaterThan(200);
    assertThat(refused).isGreaterThan(1000);
  }

  private static byte[] mutated(Random random) {
    StringBuilder text = new StringBuilder(FILE);
    for (int change = random.nextInt(5); change >= 0; change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, end);
        case 2 ->
            text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
        default -> text.setCharAt(at, (char) random.nextInt(0x180));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
