package dev.pacer.testing.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The application under load: the JDK's own HTTP server, which knows nothing of Pacer. It keeps
/// connections alive, answers slowly, in parts or to an upload, and ends on SIGTERM as a well-behaved
/// application does: what is in flight is answered, and every last answer says `Connection: close`.
///
/// Runs alone in its container, so it uses nothing but the JDK. `VERSION` is told in every answer;
/// with `ABRUPT` it ends at SIGTERM whatever is in flight, and with `BROKEN` it never begins.
public final class LoadApplication {
  /// Parts of an answer of `/stream`.
  static final int PARTS = 10;

  private static final long LONGEST_STOP = TimeUnit.SECONDS.toNanos(25);

  private final String version;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean stopping;

  private LoadApplication(String version) {
    this.version = version;
  }

  public static void main(String[] arguments) throws IOException {
    if (System.getenv().containsKey("BROKEN")) {
      System.out.println("this version is broken");
      System.exit(3);
    }
    LoadApplication application = new LoadApplication(System.getenv("VERSION"));
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", application::handle);
    server.start();
    if (!System.getenv().containsKey("ABRUPT")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> application.stop(server)));
    }
    System.out.println("listening on " + port);
  }

  /// The body of an answer that is the same every time.
  static String text(String what, String version) {
    return what + " from " + version + "\n";
  }

  private void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try (exchange) {
      exchange.getResponseHeaders().set("X-Version", version);
      if (stopping) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/slow" -> {
          pause(milliseconds(exchange));
          answer(exchange, text("slow", version));
        }
        case "/stream" -> stream(exchange);
        case "/upload" -> answer(exchange, text(digest(exchange), version));
        default -> answer(exchange, text("hello", version));
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    long part = milliseconds(exchange) / PARTS;
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < PARTS; i++) {
        out.write(text("part " + i, version).getBytes(UTF_8));
        out.flush();
        pause(part);
      }
    }
  }

  private void stop(HttpServer server) {
    stopping = true;
    long deadline = System.nanoTime() + LONGEST_STOP;
    while (inFlight.get() > 0 && System.nanoTime() < deadline) {
      pause(10);
    }
    server.stop(0);
  }

  private static String digest(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    return body.length + " " + sha256(body);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static long milliseconds(HttpExchange exchange) {
    return Long.parseLong(exchange.getRequestURI().getQuery().substring("ms=".length()));
  }

  private static void pause(long milliseconds) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }
}
