package dev.pacer.ingress.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.IngressTimeouts;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scripts of Varnish's test program, which plays the client and the instance: message syntax and
/// time-outs seen from both sides of the front door.
final class VarnishTestIT {
  private static final Duration SHORT = Duration.ofMillis(500);

  @ParameterizedTest
  @MethodSource("scripts")
  void aConversationGoesAsItsScriptSays(Path script) throws IOException, InterruptedException {
    InetSocketAddress origin = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    RouteSlot routes = new RouteSlot();
    routes.publish(
        new RouteTable(
            Map.of("app.test", new Route("app", List.of(new Backend("instance", origin))))));
    IngressServer door = IngressServer.start(settings(), routes, InstantSource.system());
    try {
      Process process =
          new ProcessBuilder(
                  "varnishtest",
                  "-Ddoor=127.0.0.1:" + door.httpAddress().getPort(),
                  "-Dorigin=127.0.0.1:" + origin.getPort(),
                  script.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor()).as(output).isZero();
    } finally {
      door.close(Duration.ZERO);
    }
  }

  @Test
  void thereAreScripts() throws IOException, URISyntaxException {
    assertThat(scripts()).hasSizeGreaterThan(20);
  }

  static List<Path> scripts() throws IOException, URISyntaxException {
    Path directory =
        Path.of(Objects.requireNonNull(VarnishTestIT.class.getResource("/vtc")).toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static IngressSettings settings() {
    return IngressSettings.listeningOn("127.0.0.1", 0)
        .withEventLoops(1)
        .withTimeouts(
            IngressTimeouts.DEFAULTS
                .withHead(SHORT)
                .withKeepAlive(SHORT)
                .withFirstByte(SHORT)
                .withStall(SHORT)
                // A POST, too, takes the connection that was used before.
                .withFresh(Duration.ofMinutes(1)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }
}
