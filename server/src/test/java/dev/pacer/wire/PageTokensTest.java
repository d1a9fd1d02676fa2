package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final PageTokens tokens = new PageTokens(secret("one"));

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "{\"Key\":\"caf\u00e9\"}", "\u0000\uD83D\uDE00"})
  void opensWhatItSealed(String payload) {
    assertThat(tokens.open("ListServices", tokens.seal("ListServices", payload))).contains(payload);
  }

  @Test
  void refusesATokenOfAnotherScope() {
    assertThat(tokens.open("ListConnections", tokens.seal("ListServices", "key"))).isEmpty();
  }

  @Test
  void keepsScopeAndPayloadApart() {
    assertThat(tokens.open("List", tokens.seal("ListS", "ervices"))).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherSecret() {
    assertThat(new PageTokens(secret("two")).open("a", tokens.seal("a", "key"))).isEmpty();
  }

  @Test
  void opensATokenAfterARestartWithTheSameSecret() {
    assertThat(new PageTokens(secret("one")).open("a", tokens.seal("a", "key"))).contains("key");
  }

  @Test
  void refusesEveryChangeOfOneCharacter() {
    // given
    String token = tokens.seal("scope", "payload-1");

    // when
    Stream<String> changed =
        IntStream.range(0, token.length())
            .boxed()
            .flatMap(at ->
                ALPHABET
                    .chars()
                    .filter(other -> other != token.charAt(at))
                    .mapToObj(
                        other -> token.substring(0, at) + (char) other + token.substring(at + 1)));

    // then
    assertThat(changed.filter(each -> tokens.open("scope", each).isPresent())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "AQ", "not base64!", "\u00e9", "AAAA=", "++//"})
  void refusesWhatIsNoToken(String token) {
    assertThat(tokens.open("a", token)).isEmpty();
  }

  @Test
  void refusesPaddingAndTruncation() {
    // given
    String token = tokens.seal("a", "key");

    // then
    assertThat(tokens.open("a", token + "=")).isEmpty();
    assertThat(tokens.open("a", token.substring(1))).isEmpty();
    assertThat(tokens.open("a", token.substring(0, token.length() - 1))).isEmpty();
    assertThat(tokens.open("a", token.repeat(30))).isEmpty();
  }

  @Test
  void fitsTheLongestPayloadIntoAToken() {
    assertThat(tokens.seal("a", "x".repeat(600))).hasSizeLessThanOrEqualTo(1024);
    assertThat(tokens.seal("a", "x".repeat(PageTokens.PAYLOAD_LIMIT)))
        .hasSizeLessThanOrEqualTo(PageTokens.TOKEN_LIMIT);
  }

  @Test
  void refusesToSealALongerPayload() {
    assertThatThrownBy(() -> tokens.seal("a", "x".repeat(PageTokens.PAYLOAD_LIMIT + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAShortSecret() {
    assertThatThrownBy(() -> new PageTokens(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] secret(String name) {
    return ("a secret of sixteen bytes or more: " + name).getBytes(StandardCharsets.UTF_8);
  }
}
