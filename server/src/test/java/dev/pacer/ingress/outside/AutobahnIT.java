package dev.pacer.ingress.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Autobahn's suite for WebSockets through the front door: it plays a client that fragments, breaks
/// rules, closes early and compresses, and an echo has to answer case by case as it does without a front
/// door between. What the echo itself gets wrong is the same in both.
final class AutobahnIT {
  /// All cases without compression but those that count round trips, and one of each way to compress
  /// that the echo offers: the others are the same with messages of other sizes, and take minutes.
  private static final List<String> CASES =
      List.of(
          "1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.1.*", "9.2.*", "9.3.*", "9.4.*",
          "9.5.*", "9.6.*", "10.*", "12.1.1", "12.3.1", "12.5.1", "13.1.1", "13.4.1", "13.7.1");

  private static final Path INSTALLED = Path.of("target/autobahn").toAbsolutePath();

  @TempDir Path reports;

  @Test
  void everyCaseEndsAsItDoesWithoutAFrontDoor() throws Exception {
    install();
    try (WebSocketEcho echo = new WebSocketEcho()) {
      Map<String, String> direct = verdicts("direct", echo.address(), CASES, 4);
      IngressServer door = open(echo.address());
      try {
        Map<String, String> through = verdicts("through", door.httpAddress(), CASES, 4);
        List<String> doubtful = differing(direct, through);
        // The client gives up after a second of its own, which a busy machine may take from it.
        if (!doubtful.isEmpty()) {
          direct.putAll(verdicts("direct-again", echo.address(), doubtful, 1));
          through.putAll(verdicts("through-again", door.httpAddress(), doubtful, 1));
        }

        assertThat(direct).hasSizeGreaterThan(280);
        assertThat(through).isEqualTo(direct);
      } finally {
        door.close(Duration.ZERO);
      }
    }
  }

  private static List<String> differing(Map<String, String> direct, Map<String, String> through) {
    return direct.keySet().stream()
        .filter(one -> !Objects.equals(direct.get(one), through.get(one)))
        .toList();
  }

  private Map<String, String> verdicts(
      String name, InetSocketAddress server, List<String> cases, int atOnce)
      throws IOException, InterruptedException {
    Path directory = reports.resolve(name);
    Files.createDirectories(directory);
    String address = "127.0.0.1:" + server.getPort();
    List<String> command = new ArrayList<>();
    command.add(INSTALLED.resolve("environment/bin/kosoku").toString());
    cases.forEach(wanted -> command.addAll(List.of("--include", wanted)));
    command.addAll(
        List.of("--outdir", directory.toString(), "--parallelism", "" + atOnce, address));
    // Its status tells of cases that failed, which the report has.
    int _ = run(command);
    JsonNode index = new ObjectMapper().readTree(directory.resolve("index.json").toFile());
    Map<String, String> verdicts = new TreeMap<>();
    index
        .elements()
        .next()
        .properties()
        .forEach(one -> verdicts.put(one.getKey(), verdict(one.getValue())));
    return verdicts;
  }

  private static String verdict(JsonNode report) {
    return "%s, closed %s with %s"
        .formatted(
            report.path("behavior").asText(),
            report.path("behaviorClose").asText(),
            report.path("remoteCloseCode").asText());
  }

  private static IngressServer open(InetSocketAddress echo) {
    RouteSlot routes = new RouteSlot();
    Route route = new Route("app", List.of(new Backend("instance", echo)));
    routes.publish(new RouteTable(Map.of("127.0.0.1", route)));
    return IngressServer.start(
        IngressSettings.listeningOn("127.0.0.1", 0), routes, InstantSource.system());
  }

  /// The suite needs Python and stays from one run to the next.
  private void install() throws IOException, InterruptedException, URISyntaxException {
    Path wanted =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/autobahn/requirements.txt")).toURI());
    Path mark = INSTALLED.resolve("requirements.txt");
    if (Files.exists(mark) && Files.mismatch(mark, wanted) < 0) {
      return;
    }
    Files.createDirectories(INSTALLED);
    Files.deleteIfExists(mark);
    Path environment = INSTALLED.resolve("environment");
    require(List.of("python3", "-m", "venv", "--clear", environment.toString()));
    require(
        List.of(
            environment.resolve("bin/pip").toString(), "install", "-q", "-r", wanted.toString()));
    Files.copy(wanted, mark);
  }

  private void require(List<String> command) throws IOException, InterruptedException {
    int status = run(command);
    assertThat(status).as(Files.readString(reports.resolve("output.txt"), UTF_8)).isZero();
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(reports.resolve("output.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }
}
