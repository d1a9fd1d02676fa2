package dev.pacer.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String STALL = "STALL";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private volatile boolean cleanEnd;
  private ServerSocket server = unopened();

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "200 OK, -",
        "204 No Content, -",
        "299 Whatever, -",
        "'200', -",
        "301 Moved, HTTP status 301",
        "302 Found, HTTP status 302",
        "401 Unauthorized, HTTP status 401",
        "404 Not Found, HTTP status 404",
        "500 Oops, HTTP status 500",
        "199 Odd, HTTP status 199",
      })
  void anHttpProbeWantsAStatusInThe200Range(String status, String reason) {
    answer = "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok";

    ProbeResult result = http("/", LONG).probe(address());

    assertThat(result)
        .isEqualTo(reason == null ? new ProbeResult.Passed() : new ProbeResult.Failed(reason));
  }

  @Test
  void anHttpProbeSaysWhoItIs() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    http("/health?deep=1", LONG).probe(address());

    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith("GET /health?deep=1 HTTP/1.1\r\n")
        .contains("\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
        .contains("\r\nUser-Agent: pacer-health-check\r\n")
        .contains("\r\nConnection: close\r\n");
  }

  @Test
  void aPathCannotSmuggleAHeader() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    http("a b\r\nX-Evil: ü", LONG).probe(address());

    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith("GET /a%20b%0D%0AX-Evil:%20%C3%BC HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the connection was closed without an answer",
    "SSH-2.0-OpenSSH_9, the answer is not HTTP/1.1",
    "HTTP/1.1 999 Odd, the answer is not HTTP/1.1",
    "HTTP/2 200, the answer is not HTTP/1.1",
  })
  void whatIsNotHttpFails(String line, String reason) {
    answer = line.isEmpty() ? "" : line + "\r\n\r\n";

    assertThat(http("/", LONG).probe(address())).isEqualTo(new ProbeResult.Failed(reason));
  }

  @ParameterizedTest
  @CsvSource({"''", "HTTP/1.1 2"})
  void anAnswerThatDoesNotComeInTimeFails(String beginning) {
    answer = beginning + STALL;

    assertThat(http("/", SHORT).probe(address()))
        .isEqualTo(new ProbeResult.Failed("no answer within 200 ms"));
  }

  @Test
  void anEndlessStatusLineIsCutOff() {
    answer = "HTTP/1.1 200 " + "x".repeat(100_000) + STALL;

    assertThat(http("/", LONG).probe(address())).isEqualTo(new ProbeResult.Passed());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theAnswerIsReadToItsEndSoThatTheInstanceSeesNoReset(boolean chunked) {
    answer =
        chunked
            ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + STALL
            : "HTTP/1.1 200 OK\r\nContent-Length: 30000\r\n\r\n" + "x".repeat(30_000) + STALL;

    assertThat(http("/", LONG).probe(address())).isEqualTo(new ProbeResult.Passed());

    await().atMost(LONG).until(() -> cleanEnd);
  }

  @Test
  void aTcpProbePassesWhenThePortIsOpen() {
    assertThat(tcp(LONG).probe(address())).isEqualTo(new ProbeResult.Passed());
  }

  @Test
  void aClosedPortIsRefusedForBothProtocols() throws IOException {
    InetSocketAddress address;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = (InetSocketAddress) closed.getLocalSocketAddress();
    }

    assertThat(tcp(LONG).probe(address)).isEqualTo(new ProbeResult.Failed("connection refused"));
    assertThat(http("/", LONG).probe(address))
        .isEqualTo(new ProbeResult.Failed("connection refused"));
  }

  private static Probe http(String path, Duration timeout) {
    return check(HealthCheck.Protocol.HTTP, path, timeout).probe();
  }

  private static Probe tcp(Duration timeout) {
    return check(HealthCheck.Protocol.TCP, "/", timeout).probe();
  }

  private static HealthCheck check(HealthCheck.Protocol protocol, String path, Duration timeout) {
    return new HealthCheck(protocol, path, Duration.ofSeconds(5), timeout, 1, 5);
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private static ServerSocket unopened() {
    try {
      return new ServerSocket();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> serve(connection));
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      requests.add(head(connection.getInputStream()));
      String text = answer.replace(STALL, "");
      connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      if (answer.endsWith(STALL)) {
        cleanEnd = connection.getInputStream().read() < 0;
      }
    } catch (IOException _) {
      // The probe went away, which some tests want.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
