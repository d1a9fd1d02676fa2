package dev.pacer.engine.memory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pacer.engine.InstanceSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The port of one instance: first reserved and refusing connections, then open, at last closed.
final class MemoryListener implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final InstanceSpec spec;
  private final String image;
  private final Runnable beforeAnswer;
  private final InetSocketAddress address;
  private final ConcurrentMap<String, Integer> statuses = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  // Bound but not listening: nobody else gets the port, and connecting to it is refused.
  private final Socket reservation = new Socket();
  private @Nullable HttpServer server;
  private boolean closed;
  private boolean suspended;

  MemoryListener(InstanceSpec spec, String image, Runnable beforeAnswer) throws IOException {
    this.beforeAnswer = beforeAnswer;
    this.spec = spec;
    this.image = image;
    reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) reservation.getLocalSocketAddress();
  }

  InetSocketAddress address() {
    return address;
  }

  void answer(String path, int status) {
    statuses.put(path, status);
  }

  synchronized boolean isOpen() {
    return server != null && !closed;
  }

  synchronized void open() throws IOException {
    if (closed || server != null) {
      return;
    }
    reservation.close();
    HttpServer opened = HttpServer.create(address, BACKLOG);
    opened.setExecutor(threads);
    opened.createContext("/", this::handle);
    opened.start();
    server = opened;
  }

  /// Holds requests, or lets them go on.
  synchronized void suspend(boolean wanted) {
    suspended = wanted;
    notifyAll();
  }

  private synchronized void awaitResumed() throws IOException {
    try {
      while (suspended && !closed) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the instance ended");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    try {
      reservation.close();
    } catch (IOException _) {
      // Nothing was ever sent over it.
    }
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      awaitResumed();
      beforeAnswer.run();
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      byte[] body = body();
      int status = statuses.getOrDefault(exchange.getRequestURI().getPath(), 200);
      boolean bodiless =
          exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private byte[] body() {
    return """
    image: %s
    port: %s
    instance: %s
    """
        .formatted(image, spec.environment().getOrDefault("PORT", ""), spec.instanceId())
        .getBytes(StandardCharsets.UTF_8);
  }
}
