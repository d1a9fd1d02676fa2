package dev.pacer.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Images for the tests, built on the spot from a static busybox by the engine's own client.
public final class SampleImages {
  public static final String WEB = "pacer-compat-web:1";
  public static final String WEB_TWO = "pacer-compat-web:2";
  public static final String EXITS = "pacer-compat-exits:1";
  public static final String DEAF = "pacer-compat-deaf:1";

  private SampleImages() {}

  public static void build() throws IOException, InterruptedException {
    build(WEB, serving("version one"));
    build(WEB_TWO, serving("version two"));
    build(EXITS, "echo cannot open the database; exit 3");
    build(DEAF, "echo deaf; exec /bin/busybox sleep 1000");
  }

  private static String serving(String text) {
    return """
    /bin/busybox mkdir -p /www
    echo "%s" >/www/index.html
    echo "ready on $PORT"
    exec /bin/busybox httpd -f -p "$PORT" -h /www
    """
        .formatted(text);
  }

  private static void build(String tag, String script) throws IOException, InterruptedException {
    Path context = Files.createTempDirectory("image");
    Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
    Files.writeString(context.resolve("start"), script);
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM scratch
        COPY busybox /bin/busybox
        COPY start /start
        CMD ["/bin/busybox", "sh", "/start"]
        """);
    Processes.output(
        Map.of("DOCKER_BUILDKIT", "0"),
        List.of("docker", "build", "-q", "-t", tag, context.toString()));
  }
}
