package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadParserTest {
  @ParameterizedTest
  @ValueSource(strings = {"Expect: 100-continue", "expect:100-Continue"})
  void aClientMayAskWhetherToContinue(String field) {
    assertThat(parsed("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n").isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expect: 200-ok",
        "Expect:",
        "Expect: 100-continue, x",
        "Expect: 100-continue;q=1",
        "Expect: 100-continue\r\nExpect: 100-continue",
        "Expect: 100-continue\r\nExpect: x"
      })
  void everyOtherExpectationFails(String field) {
    assertThatThrownBy(() -> parsed("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_EXPECTATION));
  }

  private static RequestHeadParser parsed(String head) {
    RequestHeadParser parser = new RequestHeadParser(MessageLimits.DEFAULTS);
    byte[] bytes = head.getBytes(ISO_8859_1);
    int room = parser.room(bytes.length);
    System.arraycopy(bytes, 0, parser.bytes(), parser.end(), room);
    parser.parse(room);
    return parser;
  }
}
