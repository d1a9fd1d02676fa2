import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Answers with a line, on the port that PORT names. */
public final class Main {
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    byte[] line =
        ("Hello from Java " + System.getProperty("java.version") + "!\n")
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, line.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(line);
          }
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("Listening on port " + port);
  }
}
