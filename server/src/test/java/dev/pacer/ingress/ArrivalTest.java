package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.http1.MessageLimits;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.routes.RouteTable;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request in the clear is sent.
final class ArrivalTest {
  @ParameterizedTest
  @CsvSource({
    "GET /,                       a.test,        443,  https://a.test/",
    "GET /,                       a.test,        8443, https://a.test:8443/",
    "GET /p/q?r=s&t,              a.test:8080,   8443, https://a.test:8443/p/q?r=s&t",
    "POST /p,                     A.Test,        443,  https://a.test/p",
    "GET http://a.test/x?y,       a.test,        443,  https://a.test/x?y",
    "GET http://a.test?y,         a.test,        443,  https://a.test/?y",
    "GET //evil.test/,            a.test,        443,  https://a.test//evil.test/",
    "GET /caf\u00e9,              a.test,        443,  https://a.test/caf%E9",
    "OPTIONS *,                   a.test,        443,  https://a.test/",
    "GET /,                       [::1]:8080,    8443, https://[::1]:8443/",
  })
  void aRedirectedRequestIsToldTheSamePlaceByHttps(
      String request, String host, int port, String location) {
    OwnAnswer answer = answer(Arrival.redirectedTo(port), request, host);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.location()).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstByteOfTlsIsThatOfNoRequest(boolean tls) {
    byte first = (byte) (tls ? 0x16 : 'G');

    assertThat(FirstByte.isTls(Unpooled.wrappedBuffer(new byte[] {first}))).isEqualTo(tls);
  }

  private static OwnAnswer answer(Arrival arrival, String request, String host) {
    RequestHeadParser head = new RequestHeadParser(MessageLimits.DEFAULTS);
    String text = request + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    HeadBytes.read(head, Unpooled.copiedBuffer(text, ISO_8859_1));
    return Objects.requireNonNull(arrival.refusal(head, head.host(), RouteTable.EMPTY));
  }
}
