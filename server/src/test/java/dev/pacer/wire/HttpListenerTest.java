package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pacer.support.ListenException;
import dev.pacer.wire.RawClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final HttpTimeouts PATIENT = new HttpTimeouts(LONG, LONG, LONG, LONG);
  private static final HttpLimits SMALL = new HttpLimits(1024, 4096, 64, 16);
  private static final Instant NOW = Instant.parse("2026-11-03T08:05:09Z");
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final List<HttpListener> listeners = new ArrayList<>();
  private final AtomicReference<@Nullable HttpRequest> seen = new AtomicReference<>();

  @AfterEach
  void stopListeners() {
    listeners.forEach(listener -> listener.close(Duration.ZERO));
  }

  @Test
  void handsOverTheWholeRequestAsItCame() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(
          "POST /a%20b/..?q=%31&&r HTTP/1.1\r\nHost: A\r\nX-Two: 1\r\nx-two:  2 \r\n"
              + "Content-Length: 5\r\n\r\nhello");
      Answer answer = client.answer();

      // then
      assertThat(answer.body()).isEqualTo("hello");
    }
    HttpRequest request = seen();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.rawPath()).isEqualTo("/a%20b/..");
    assertThat(request.rawQuery()).isEqualTo("q=%31&&r");
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "host", List.of("A"), "x-two", List.of("1", "2"), "content-length", List.of("5")));
    assertThat(request.header("x-two")).contains("1,2");
    assertThat(request.peer().getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void answersWithLengthAndDate() throws IOException {
    // given
    HttpListener listener = listen(_ -> response(201, "{}"));

    // when
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.headers())
          .containsEntry("content-length", "2")
          .containsEntry("date", "Tue, 03 Nov 2026 08:05:09 GMT")
          .containsEntry("content-type", "text/plain")
          .doesNotContainKey("connection");
    }
  }

  @Test
  void handlesRequestsOnVirtualThreads() throws IOException {
    // given
    AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    HttpListener listener =
        listen(_ -> {
          thread.set(Thread.currentThread());
          return response(200, "");
        });

    // when
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      client.answer();
    }

    // then
    assertThat(thread.get()).matches(each -> each != null && each.isVirtual());
  }

  @Test
  void keepsTheConnectionForFurtherRequests() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      for (int request = 0; request < 10; request++) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n" + request);

        // then
        assertThat(client.answer().body()).isEqualTo(String.valueOf(request));
      }
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    // given
    HttpListener listener = listen(this::echo);
    StringBuilder requests = new StringBuilder();
    for (int request = 0; request < 50; request++) {
      requests
          .append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n")
          .append(request + 10);
    }
    String all = requests.toString();

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(all.substring(0, all.length() - 1));
      for (int request = 0; request < 49; request++) {
        assertThat(client.answer().body()).isEqualTo(String.valueOf(request + 10));
      }
      client.send("9");

      // then
      assertThat(client.answer().body()).isEqualTo("59");
    }
  }

  @Test
  void readsChunkedBodies() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

      // then
      assertThat(client.answer().body()).isEqualTo("abcde");
    }
  }

  @Test
  void readsARequestThatComesByteByByte() throws IOException {
    // given
    HttpListener listener = listen(this::echo);
    byte[] request =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
            .getBytes(StandardCharsets.ISO_8859_1);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      for (byte each : request) {
        client.send(new byte[] {each});
      }

      // then
      assertThat(client.answer().body()).isEqualTo("abc");
    }
  }

  @Test
  void closesWhenAskedTo() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      // then
      assertThat(client.answer().headers()).containsEntry("connection", "close");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void answersAClientThatEndedItsOutput() throws IOException {
    // given
    CountDownLatch mayAnswer = new CountDownLatch(1);
    HttpListener listener =
        listen(_ -> {
          awaitLatch(mayAnswer);
          return response(200, "late");
        });

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(GET).endOutput();
      mayAnswer.countDown();

      // then
      assertThat(client.answer().body()).isEqualTo("late");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void sendsTheGoAheadToAClientThatWaitsForIt() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

      // then
      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("ok").answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void refusesATooLargeBodyBeforeItIsSent() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1025\r\n\r\n");

      // then
      assertThat(client.answer().status()).isEqualTo(413);
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1024\r\n\r\n" + "x".repeat(1024));

      // then
      assertThat(client.answer().body()).hasSize(1024);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10485760", "Transfer-Encoding: chunked"})
  void letsAPlainClientReadTheRefusalOfTenMebibytes(String framing) throws IOException {
    // given
    HttpListener listener = listen(this::echo);
    String body = "x".repeat(10 * 1024 * 1024);
    boolean chunked = framing.endsWith("chunked");

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
      client.send(chunked ? "a00000\r\n" + body + "\r\n0\r\n\r\n" : body);
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.headers())
          .containsEntry("connection", "close")
          .containsEntry("content-type", "application/x-amz-json-1.0")
          .containsEntry("x-amzn-errortype", "RequestEntityTooLargeException")
          .containsKey("x-amzn-requestid");
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"RequestEntityTooLargeException\","
                  + "\"message\":\"The request body is longer than 1024 bytes.\"}");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void letsTheJavaClientReadTheRefusalOfTenMebibytes() throws Exception {
    // given
    HttpListener listener = listen(this::echo);
    var request =
        java.net.http.HttpRequest.newBuilder(uri(listener))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024]))
            .build();

    // when
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());

      // then
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("RequestEntityTooLargeException");
    }
  }

  @Test
  void theJavaClientIsAnsweredOverAndOver() throws Exception {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int count = 0; count < 20; count++) {
        var request =
            java.net.http.HttpRequest.newBuilder(uri(listener))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("call " + count))
                .build();

        // then
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("call " + count);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void refusesWhatItCannotRead(String request) throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address()).send(request)) {
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"__type\":\"MalformedHttpRequestException\"");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%s HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA: %s\r\n\r\n"})
  void refusesAHeadThatIsTooLong(String request) throws IOException {
    // given
    HttpListener listener = listen(this::echo);

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send(request.formatted("x".repeat(100_000)));

      // then
      assertThat(client.answer().status()).isEqualTo(400);
      assertThat(client.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"
      })
  void refusesARequestThatDoesNotArriveInTime(String request) throws IOException {
    // given
    HttpListener listener = listen(this::echo, SMALL, new HttpTimeouts(SHORT, LONG, LONG, LONG));

    // when
    try (RawClient client = new RawClient(listener.address()).send(request)) {
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).contains("\"__type\":\"RequestTimeoutException\"");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void closesAnIdleConnectionWithoutAWord() throws IOException {
    // given
    HttpListener listener = listen(this::echo, SMALL, new HttpTimeouts(LONG, SHORT, LONG, LONG));

    // when
    try (RawClient client = new RawClient(listener.address())) {
      // then
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void doesNotCallAConnectionIdleWhileItsRequestIsHandled() throws IOException {
    // given
    CountDownLatch idleClosed = new CountDownLatch(1);
    HttpListener listener =
        listen(
            _ -> {
              awaitLatch(idleClosed);
              return response(200, "done");
            },
            SMALL,
            new HttpTimeouts(SHORT, SHORT, LONG, LONG));

    // when
    try (RawClient busy = new RawClient(listener.address()).send(GET);
        RawClient idle = new RawClient(listener.address())) {
      assertThat(idle.isEnded()).isTrue();
      idleClosed.countDown();

      // then
      assertThat(busy.answer().body()).isEqualTo("done");
    }
  }

  @Test
  void endsARefusedConnectionThatNeverStopsSending() throws IOException {
    // given
    HttpListener listener = listen(this::echo, SMALL, new HttpTimeouts(LONG, LONG, LONG, SHORT));
    byte[] endless = new byte[64 * 1024];

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\n");

      // then
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThatThrownBy(() -> client.send(endless)).isInstanceOf(IOException.class));
    }
  }

  @Test
  void refusesMoreRequestsThanItMayHandleAtOnce() throws IOException {
    // given
    CountDownLatch mayAnswer = new CountDownLatch(1);
    AtomicInteger handling = new AtomicInteger();
    HttpListener listener =
        listen(
            _ -> {
              handling.incrementAndGet();
              awaitLatch(mayAnswer);
              return response(200, "done");
            },
            new HttpLimits(1024, 4096, 64, 1),
            PATIENT);

    // when
    try (RawClient first = new RawClient(listener.address()).send(GET);
        RawClient second = new RawClient(listener.address())) {
      await().until(() -> handling.get() == 1);
      Answer refusal = second.send(GET).answer();
      mayAnswer.countDown();

      // then
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.body()).contains("\"__type\":\"ServiceUnavailable\"");
      assertThat(first.answer().body()).isEqualTo("done");
      await().untilAsserted(() -> assertThat(second.send(GET).answer().status()).isEqualTo(200));
    }
  }

  @Test
  void closesConnectionsPastTheLimitAtOnce() throws IOException {
    // given
    HttpListener listener = listen(this::echo, new HttpLimits(1024, 4096, 1, 1), PATIENT);

    // when
    try (RawClient first = new RawClient(listener.address()).send(GET)) {
      first.answer();
      try (RawClient second = new RawClient(listener.address())) {
        // then
        assertThat(second.isEnded()).isTrue();
      }
      assertThat(first.send(GET).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void takesNewConnectionsOnceOldOnesAreGone() throws IOException {
    // given
    HttpListener listener = listen(this::echo, new HttpLimits(1024, 4096, 1, 1), PATIENT);
    try (RawClient first = new RawClient(listener.address()).send(GET)) {
      first.answer();
    }

    // then
    await().ignoreExceptions().until(() -> isAnswered(listener));
  }

  @Test
  void turnsAnExceptionIntoAnInternalFailureWithoutDetails() throws IOException {
    // given
    HttpListener listener =
        listen(_ -> {
          throw new IllegalStateException("the password is hunter2");
        });

    // when
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body())
          .contains("\"__type\":\"InternalFailure\"")
          .doesNotContain("hunter2");
      assertThat(client.send(GET).answer().status()).isEqualTo(500);
    }
  }

  @Test
  void turnsAnAnswerThatCannotBeSentIntoAnInternalFailure() throws IOException {
    // given
    HttpListener listener =
        listen(_ -> new HttpResponse(200, Map.of("X-Bad", "a\r\nSet-Cookie: b"), new byte[0]));

    // when
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      Answer answer = client.answer();

      // then
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void answersWithTheErrorThatAHandlerThrows() throws IOException {
    // given
    HttpListener listener =
        listen(_ -> {
          throw AwsException.throttling();
        });

    // when
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      // then
      assertThat(client.answer().body())
          .isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
    }
  }

  @Test
  void finishesRequestsInFlightWhenStopped() throws Exception {
    // given
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    HttpListener listener =
        listen(_ -> {
          started.countDown();
          awaitLatch(mayAnswer);
          return response(200, "done");
        });

    // when
    try (RawClient idle = new RawClient(listener.address());
        RawClient busy = new RawClient(listener.address()).send(GET)) {
      awaitLatch(started);
      Thread stopper = Thread.ofVirtual().start(() -> listener.close(LONG));
      assertThat(idle.isEnded()).isTrue();
      mayAnswer.countDown();
      Answer answer = busy.answer();

      // then
      assertThat(answer.body()).isEqualTo("done");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(busy.isEnded()).isTrue();
      stopper.join();
      assertThatThrownBy(() -> new RawClient(listener.address()).close())
          .isInstanceOf(Exception.class);
    }
  }

  @Test
  void endsWhatIsLeftWhenPatienceRunsOut() throws Exception {
    // given
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    HttpListener listener =
        listen(_ -> {
          started.countDown();
          awaitLatch(mayAnswer);
          return response(200, "done");
        });

    // when
    try (RawClient busy = new RawClient(listener.address()).send(GET)) {
      awaitLatch(started);
      listener.close(SHORT);

      // then
      assertThat(busy.isEnded()).isTrue();
    } finally {
      mayAnswer.countDown();
    }
  }

  @Test
  void mayBeStoppedTwice() {
    // given
    HttpListener listener = listen(this::echo);

    // when
    listener.close();
    listener.close();

    // then
    assertThat(listener.isStopping()).isTrue();
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() {
    // given
    InetSocketAddress taken = listen(this::echo).address();

    // then
    assertThatThrownBy(() -> new HttpListener(taken, SMALL, PATIENT, this::echo, () -> NOW).close())
        .isInstanceOf(ListenException.class)
        .hasMessage(
            "Cannot listen on port "
                + taken.getPort()
                + " on "
                + taken.getHostString()
                + ": it is already in use. Stop the program that uses it, or choose another port (0"
                + " takes any that is free).");
  }

  @Test
  void saysWhenAnAddressIsNotOfThisMachine() {
    // given
    InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 0);

    // then
    assertThatThrownBy(
            () -> new HttpListener(foreign, SMALL, PATIENT, this::echo, () -> NOW).close())
        .isInstanceOf(ListenException.class)
        .hasMessageEndingWith(
            "this machine does not have that address. Use one of its own addresses.");
  }

  @Test
  void saysWhenAHostNameIsUnknown() {
    // given
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host.invalid", 80);

    // then
    assertThatThrownBy(
            () -> new HttpListener(unknown, SMALL, PATIENT, this::echo, () -> NOW).close())
        .isInstanceOf(ListenException.class)
        .hasMessage(
            "Cannot listen on port 80 on no-such-host.invalid: the host name is unknown. Use an"
                + " address of this machine.");
  }

  @Test
  void answersAHeadRequestWithoutBody() throws IOException {
    // given
    HttpListener listener = listen(_ -> response(200, "body"));

    // when
    try (RawClient client = new RawClient(listener.address())) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      InputStream rest = client.rest();

      // then
      assertThat(new String(rest.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("content-length: 4\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  private HttpListener listen(HttpHandler handler) {
    return listen(handler, SMALL, PATIENT);
  }

  private HttpListener listen(HttpHandler handler, HttpLimits limits, HttpTimeouts timeouts) {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpListener listener = new HttpListener(anyPort, limits, timeouts, handler, () -> NOW);
    listeners.add(listener);
    return listener;
  }

  private HttpResponse echo(HttpRequest request) {
    seen.set(request);
    return response(200, new String(request.body(), StandardCharsets.UTF_8));
  }

  private HttpRequest seen() {
    HttpRequest request = seen.get();
    if (request == null) {
      throw new AssertionError("no request was handled");
    }
    return request;
  }

  private static boolean isAnswered(HttpListener listener) throws IOException {
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      return client.answer().status() == 200;
    }
  }

  private static URI uri(HttpListener listener) {
    return URI.create("http://127.0.0.1:" + listener.address().getPort() + "/");
  }

  private static HttpResponse response(int status, String body) {
    return new HttpResponse(
        status, Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
