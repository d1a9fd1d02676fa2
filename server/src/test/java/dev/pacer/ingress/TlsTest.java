package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.certificates.CertifiedKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes, by BoringSSL and by the JDK.
final class TlsTest {
  private static final String HOST = TestAuthority.HOST;
  private static final String GET = "GET / HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n";

  @ParameterizedTest
  @CsvSource({
    "app.us-east-1.pacer.localhost,     *.us-east-1.pacer.localhost",
    "any.eu-central-1.pacer.localhost,  *.eu-central-1.pacer.localhost",
    "shop.test,                         shop.test",
    "x.wild.test,                       *.wild.test",
  })
  void aHostIsShownItsCertificate(String host, String name) throws Exception {
    try (FrontDoor door =
            FrontDoor.withTls(settings -> settings).route("shop.test").route("*.wild.test");
        SSLSocket client = TlsClient.of(host).connect(door.server().httpsAddress())) {
      assertThat(TlsClient.certificate(client).getSubjectAlternativeNames())
          .containsExactly(List.of(2, name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown.test", "a.b.us-east-1.pacer.localhost"})
  void anybodyElseIsShownTheCertificateOfTheDomain(String host) throws Exception {
    TlsClient client =
        TlsClient.of(host).with(parameters -> parameters.setEndpointIdentificationAlgorithm(null));
    try (FrontDoor door = FrontDoor.withTls(settings -> settings);
        SSLSocket socket = client.connect(door.server().httpsAddress())) {
      assertThat(TlsClient.certificate(socket).getSubjectAlternativeNames())
          .containsExactly(List.of(2, "pacer.localhost"), List.of(2, "*.pacer.localhost"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, true, TLS_AES_128_GCM_SHA256",
    "TLSv1.3, false, TLS_AES_128_GCM_SHA256",
    "TLSv1.2, true, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLSv1.2, false, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
  })
  void theServersOrderOfCiphersCounts(String version, boolean nativeTls, String cipher)
      throws IOException {
    TlsClient client =
        TlsClient.of(HOST)
            .with(parameters -> {
              parameters.setProtocols(new String[] {version});
              if (version.equals("TLSv1.2")) {
                parameters.setCipherSuites(
                    new String[] {
                      "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                      "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
                    });
              } else {
                parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
              }
            });
    try (FrontDoor door = open(nativeTls);
        SSLSocket socket = client.connect(door.server().httpsAddress())) {
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(cipher);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, true",
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, true",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, false",
  })
  void ciphersWithoutAuthenticatedEncryptionAreRefused(String cipher, boolean nativeTls) {
    TlsClient client =
        TlsClient.of(HOST)
            .with(parameters -> {
              parameters.setProtocols(new String[] {"TLSv1.2"});
              parameters.setCipherSuites(new String[] {cipher});
            });
    try (FrontDoor door = open(nativeTls)) {
      assertThatThrownBy(() -> client.connect(door.server().httpsAddress()))
          .isInstanceOf(SSLHandshakeException.class);
      FrontDoor.patiently().until(() -> door.metrics().failedHandshakes() == 1);
    }
  }

  /// A hello as clients sent it before TLS 1.2, which no library here sends any more.
  @ParameterizedTest
  @CsvSource({"0301, true", "0301, false", "0302, true", "0302, false"})
  void versionsBefore12AreRefused(String version, boolean nativeTls) throws IOException {
    String body = version + "00".repeat(32) + "00" + "0004c009c02b" + "0100";
    String handshake = "01" + HexFormat.of().toHexDigits(body.length() / 2, 6) + body;
    String record = "160301" + HexFormat.of().toHexDigits(handshake.length() / 2, 4) + handshake;
    try (FrontDoor door = open(nativeTls);
        Wire client = Wire.to(door.server().httpsAddress())) {
      client.send(HexFormat.of().parseHex(record));

      byte[] alert = client.read(7).getBytes(ISO_8859_1);
      assertThat(alert[0]).as("alert").isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "h2 http/1.1, h2",
    "http/1.1 h2, h2",
    "http/1.1,    http/1.1",
    "spdy/3,      ''",
    "'',          ''",
  })
  void clientAndServerAgreeOnWhatIsSpoken(String offered, String agreed) throws IOException {
    TlsClient client =
        offered.isEmpty() ? TlsClient.of(HOST) : TlsClient.of(HOST).offering(offered.split(" "));
    for (boolean nativeTls : List.of(true, false)) {
      try (FrontDoor door = open(nativeTls);
          SSLSocket socket = client.connect(door.server().httpsAddress());
          Wire wire = new Wire(socket)) {
        assertThat(socket.getApplicationProtocol()).isEqualTo(agreed);
        if (agreed.equals("h2")) {
          wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");
          assertThat(wire.read(9).charAt(3)).as("SETTINGS").isEqualTo('\4');
        } else {
          assertThat(wire.send(GET).readMessage().status()).isEqualTo(404);
        }
      }
    }
  }

  @Test
  void aCertificateIsReplacedForNewHandshakesWhileConnectionsGoOn() throws Exception {
    AtomicReference<CertifiedKey> current = new AtomicReference<>(issue());
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door =
            FrontDoor.withTls(
                    settings -> settings,
                    _ -> _ -> CompletableFuture.completedFuture(current.get()))
                .route(HOST, origin.backend());
        Wire open = TlsClient.of(HOST).wire(door.server().httpsAddress())) {
      open.send(GET).readMessage();
      CertifiedKey fresh = issue();

      current.set(fresh);

      try (SSLSocket next = TlsClient.of(HOST).connect(door.server().httpsAddress())) {
        assertThat(TlsClient.certificate(next)).isEqualTo(fresh.certificate());
      }
      assertThat(open.send(GET).readMessage().body()).isEqualTo("hello");
    }
  }

  @Test
  void aHundredHandshakesForANewNameMakeOneCertificate() throws Exception {
    List<Future<X509Certificate>> shown = new ArrayList<>();
    try (FrontDoor door = FrontDoor.withTls(settings -> settings.withEventLoops(2));
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        shown.add(
            clients.submit(() -> {
              try (SSLSocket client = TlsClient.of(HOST).connect(door.server().httpsAddress())) {
                return TlsClient.certificate(client);
              }
            }));
      }

      assertThat(serials(shown)).hasSize(1);
      assertThat(door.metrics().handshakes()).isEqualTo(100);
    }
  }

  @Test
  void aClientThatDoesNotFinishItsHandshakeIsClosed() throws IOException {
    try (FrontDoor door = FrontDoor.withTls(TlsTest::impatient);
        Wire silent = Wire.to(door.server().httpsAddress());
        Wire stuck = Wire.to(door.server().httpAddress())) {
      stuck.send(new byte[] {0x16, 3, 1});

      assertThat(silent.isAtEnd()).isTrue();
      assertThat(stuck.isAtEnd()).isTrue();
      assertThat(door.metrics().failedHandshakes()).isEqualTo(2);
    }
  }

  @Test
  void aClientWhoseCertificateDoesNotComeIsClosed() throws IOException {
    try (FrontDoor door =
        FrontDoor.withTls(TlsTest::impatient, _ -> _ -> new CompletableFuture<>())) {
      assertThatThrownBy(() -> TlsClient.of(HOST).connect(door.server().httpsAddress()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateThatCannotBeMadeClosesTheConnection() {
    try (FrontDoor door =
        FrontDoor.withTls(
            settings -> settings,
            _ -> _ -> CompletableFuture.failedFuture(new IllegalStateException("none")))) {
      assertThatThrownBy(() -> TlsClient.of(HOST).connect(door.server().httpsAddress()))
          .isInstanceOf(IOException.class);
      FrontDoor.patiently().until(() -> door.metrics().failedHandshakes() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "160301000501000001", "1603010004010000ff", "16ffffffffff", "15"})
  void whatIsNoHandshakeEndsTheConnectionAndNothingElse(String bytes) throws IOException {
    try (FrontDoor door = FrontDoor.withTls(settings -> settings)) {
      try (Socket client =
          new Socket(
              door.server().httpsAddress().getAddress(), door.server().httpsAddress().getPort())) {
        client.getOutputStream().write(HexFormat.of().parseHex(bytes));
      }
      FrontDoor.patiently().until(() -> door.metrics().openConnections() == 0);
      assertThat(TlsClient.of(HOST).ask(door.server().httpsAddress(), GET).status()).isEqualTo(404);
    }
  }

  @Test
  void handshakesThatAreUnderWayEndWhenTheFrontDoorCloses() throws IOException {
    try (FrontDoor door = FrontDoor.withTls(settings -> settings);
        Wire client = Wire.to(door.server().httpsAddress())) {
      FrontDoor.patiently().until(() -> door.metrics().openConnections() == 1);

      door.server().close(Duration.ofSeconds(1));

      assertThat(client.isAtEnd()).isTrue();
    }
  }

  private static FrontDoor open(boolean nativeTls) {
    return FrontDoor.withTls(settings -> settings.withNativeTls(nativeTls));
  }

  private static IngressSettings impatient(IngressSettings settings) {
    return settings.withTimeouts(IngressTimeouts.DEFAULTS.withHandshake(Duration.ofMillis(50)));
  }

  private static CertifiedKey issue() {
    return TestAuthority.AUTHORITY.issue(List.of(HOST), Clock.systemUTC().instant());
  }

  private static Set<BigInteger> serials(Collection<Future<X509Certificate>> shown)
      throws ExecutionException, InterruptedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Future<X509Certificate> one : shown) {
      certificates.add(one.get());
    }
    return certificates.stream().map(X509Certificate::getSerialNumber).collect(Collectors.toSet());
  }
}
