package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client that comes again resumes its session instead of making another one, whoever speaks TLS on
/// either side.
final class TlsResumptionTest {
  private static final String HOST = TestAuthority.HOST;
  private static final String BEFORE = "before";

  @ParameterizedTest
  @CsvSource({
    "OPENSSL, TLSv1.3, true",
    "OPENSSL, TLSv1.2, true",
    "JDK,     TLSv1.3, true",
    "JDK,     TLSv1.2, true",
    "OPENSSL, TLSv1.3, false",
    "OPENSSL, TLSv1.2, false",
    "JDK,     TLSv1.3, false",
    "JDK,     TLSv1.2, false",
  })
  void aClientThatComesAgainResumesItsSession(
      SslProvider client, String version, boolean nativeServer) throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(nativeServer).route(HOST, origin.backend())) {
      InetSocketAddress address = door.server().httpsAddress();
      SslContext context = ResumingClient.context(client, version);
      try (ResumingClient first = new ResumingClient(context, HOST, address)) {
        first.ask();
        first.session().putValue(BEFORE, version);
      }

      try (ResumingClient second = new ResumingClient(context, HOST, address)) {
        second.ask();

        assertThat(second.session().getProtocol()).isEqualTo(version);
        assertThat(second.session().getValue(BEFORE)).isEqualTo(version);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2", "JDK, TLSv1.3", "JDK, TLSv1.2"})
  void aClientThatForgotItsSessionMakesAnotherOne(SslProvider client, String version)
      throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(true).route(HOST, origin.backend())) {
      InetSocketAddress address = door.server().httpsAddress();
      try (ResumingClient first =
          new ResumingClient(ResumingClient.context(client, version), HOST, address)) {
        first.ask();
        first.session().putValue(BEFORE, version);
      }

      try (ResumingClient second =
          new ResumingClient(ResumingClient.context(client, version), HOST, address)) {
        second.ask();

        assertThat(second.session().getValue(BEFORE)).isNull();
      }
    }
  }

  private static FrontDoor open(boolean nativeTls) {
    return FrontDoor.withTls(settings -> settings.withNativeTls(nativeTls));
  }
}
