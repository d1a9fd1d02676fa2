package dev.pacer.testing.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pacer.testing.load.LoadReport.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The update that a careful person does without Pacer: start the new container, wait until it answers,
/// lead nginx to it, stop the old one.
final class ByHand {
  private final Path directory;
  private final int port;

  private ByHand(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  static LoadReport update(LoadRun run) {
    try {
      Path directory = Files.createTempDirectory("by-hand");
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      return new ByHand(directory, port).measure(run);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private LoadReport measure(LoadRun run) throws IOException {
    String old = start("one");
    lead(old);
    command("nginx", "-c", directory + "/nginx.conf");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (OpenLoop load = new OpenLoop(address, "app.test", run.rate())) {
      LockSupport.parkNanos(run.steady().toNanos());
      load.enter(Phase.DURING);
      String next = start("two");
      lead(next);
      command("nginx", "-c", directory + "/nginx.conf", "-s", "reload");
      command("docker", "stop", old);
      load.enter(Phase.AFTERWARDS);
      LockSupport.parkNanos(run.afterwards().toNanos());
      LoadReport report = load.finish();
      command("nginx", "-c", directory + "/nginx.conf", "-s", "quit");
      command("docker", "rm", "-f", old, next);
      return report;
    }
  }

  /// @return the container, which answers
  private static String start(String version) throws IOException {
    String container =
        command("docker", "run", "-d", "--init", "--cpus", "1", "-m", "2g", LoadImage.of(version));
    InetSocketAddress application = new InetSocketAddress(address(container), 8080);
    LoadRequest request = new LoadRequest(LoadRequest.Kind.SMALL, "app.test", 0);
    while (true) {
      try (ClientSocket socket = new ClientSocket(application)) {
        request.sendHead(socket);
        if (request.complaint(socket.read()).isEmpty()) {
          return container;
        }
      } catch (IOException _) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  private void lead(String container) throws IOException {
    Files.writeString(
        directory.resolve("nginx.conf"),
        """
        user root;
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 4096; }
        http {
          access_log off;
          upstream application { server %2$s:8080; keepalive 256; }
          server {
            listen 127.0.0.1:%3$d;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            location / {
              proxy_pass http://application;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
            }
          }
        }
        """
            .formatted(directory, address(container), port));
  }

  private static String address(String container) throws IOException {
    return command(
        "docker",
        "inspect",
        "-f",
        "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
        container);
  }

  private static String command(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", words) + ": " + output);
    }
    return output;
  }
}
