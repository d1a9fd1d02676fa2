package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {
  @ParameterizedTest
  @ValueSource(strings = {"5", "5;", "5;a", "5;a=b;c", "5;a=\"b c\"", "5;a=\"\";b=\"\""})
  void aChunkMayHaveExtensions(String line) {
    assertThat(followed(line + "\r\nhello\r\n0\r\n\r\n").isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5;a=\"", "5;a=\"b\";\"", "5;a=\"\\\"", "5;a=\\", "5;\u0001", "5;\u00e9"})
  void anExtensionThatMayGoOnBehindTheLineIsRefused(String line) {
    assertThatThrownBy(() -> followed(line + "\r\nhello\r\n0\r\n\r\n"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_CHUNK_EXTENSION));
  }

  private static BodyFraming followed(String body) {
    BodyFraming framing = new BodyFraming(MessageLimits.DEFAULTS);
    framing.beginChunked();
    byte[] bytes = body.getBytes(ISO_8859_1);
    int at = 0;
    while (at < bytes.length) {
      int content = framing.content(bytes.length - at);
      if (content == 0) {
        framing.framing(bytes[at++]);
      } else {
        at += content;
      }
    }
    return framing;
  }
}
