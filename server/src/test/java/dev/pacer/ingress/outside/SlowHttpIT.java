package dev.pacer.ingress.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.IngressTimeouts;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clients of `slowhttptest` hold connections in its four ways, while another client goes on to be
/// served.
final class SlowHttpIT {
  private static final Logger LOG = LoggerFactory.getLogger(SlowHttpIT.class);
  private static final String CONNECTIONS = "200";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] LARGE = new byte[1 << 20];

  /// A third of what the answers to all the slow readers are together.
  private static final long MOST_MEMORY = 64L << 20;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer origin;
  private final IngressServer door;
  private final URI uri;

  SlowHttpIT() throws IOException {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RouteSlot routes = new RouteSlot();
    Backend backend = new Backend("instance", origin.getAddress());
    routes.publish(new RouteTable(Map.of("127.0.0.1", new Route("app", List.of(backend)))));
    IngressTimeouts timeouts =
        IngressTimeouts.DEFAULTS
            .withHead(PATIENCE)
            .withKeepAlive(PATIENCE)
            .withFirstByte(PATIENCE)
            .withStall(PATIENCE);
    door =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", 0).withTimeouts(timeouts),
            routes,
            InstantSource.system());
    uri = URI.create("http://127.0.0.1:" + door.httpAddress().getPort() + "/");
  }

  @BeforeEach
  void serve() {
    origin.setExecutor(executor);
    origin.createContext("/", exchange -> answer(exchange, "ok".getBytes(UTF_8)));
    origin.createContext("/large", exchange -> answer(exchange, LARGE));
    origin.start();
  }

  @AfterEach
  void end() {
    door.close(Duration.ZERO);
    origin.stop(0);
    executor.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-H -i 5 -t GET -x 24",
        "-B -i 5 -s 8192 -x 10",
        "-R -a 1 -b 500 -t HEAD",
        "-X -n 5 -z 32 -w 512 -y 1024 -k 1"
      })
  void slowClientsAreDisconnectedAndTakeNothingFromTheOthers(String mode)
      throws IOException, InterruptedException {
    // when
    Process attack =
        new ProcessBuilder(command(mode))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Integer> answers = new ArrayList<>();
    List<Long> held = new ArrayList<>();
    long memory = 0;
    while (!attack.waitFor(20, TimeUnit.MILLISECONDS)) {
      answers.add(status());
      memory = Math.max(memory, usedMemory());
      held.add(door.metrics().openConnections());
    }

    // then
    LOG.atInfo()
        .addKeyValue("mode", mode)
        .addKeyValue("answers", answers.size())
        .addKeyValue("mostConnections", Collections.max(held))
        .addKeyValue("mostMemory", memory)
        .log("Slow clients were held off");
    assertThat(answers).hasSizeGreaterThan(10).containsOnly(200);
    assertThat(memory).isBetween(1L, MOST_MEMORY);
    // Ranges are answered at once; all the others want to stay.
    assertThat(Collections.max(held)).isGreaterThan(mode.startsWith("-R") ? 0 : 80);
    assertThat(held.getLast()).isLessThan(40);
  }

  private List<String> command(String mode) {
    List<String> command = new ArrayList<>(List.of("slowhttptest"));
    command.addAll(List.of(mode.split(" ")));
    command.addAll(List.of("-c", CONNECTIONS, "-r", "100", "-l", "12", "-p", "5"));
    command.addAll(List.of("-u", mode.startsWith("-X") ? uri + "large" : uri.toString()));
    return command;
  }

  /// What a client that behaves gets, on a connection of its own.
  private int status() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Connection", "close");
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(5_000);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static long usedMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
