package dev.pacer.testing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Stands before a real registry and does to some requests what bad networks and bad registries do.
public final class FaultyRegistry implements AutoCloseable {
  /// What a pull asks for.
  public enum Part {
    MANIFEST("/manifests/"),
    BLOB("/blobs/");

    private final String path;

    Part(String path) {
      this.path = path;
    }
  }

  /// What happens to a request.
  public sealed interface Fault {
    /// It is answered with an error.
    record Status(int code) implements Fault {}

    /// It is never answered.
    record Stall() implements Fault {}

    /// Half of the answer is sent, then the connection ends.
    record Truncate() implements Fault {}

    /// It is answered as if another path had been asked for.
    record Lie(String instead) implements Fault {}

    /// The answer sends the client elsewhere.
    record Redirect(String host) implements Fault {}
  }

  private record Rule(Part part, Fault fault, int times) {}

  private static final int TLS_HANDSHAKE = 0x16;

  private final String registry;
  private final ServerSocket server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger struck = new AtomicInteger();
  private volatile Rule rule = new Rule(Part.MANIFEST, new Fault.Stall(), 0);

  /// @param registry host and port of the real one
  public FaultyRegistry(String registry) {
    this.registry = registry;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.startVirtualThread(this::accept);
  }

  /// `127.0.0.1:PORT`.
  public String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// Does it to the next so many requests for that part.
  public void strike(Part part, Fault fault, int times) {
    struck.set(0);
    rule = new Rule(part, fault, times);
  }

  /// How many requests were struck.
  public int struck() {
    return struck.get();
  }

  @Override
  public void close() {
    closed.countDown();
    client.shutdownNow();
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> handle(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  /// One request, one connection.
  private void handle(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      in.mark(1);
      if (in.read() == TLS_HANDSHAKE) {
        // Engines try TLS first and take an end for a no.
        return;
      }
      in.reset();
      List<String> head =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))
              .lines()
              .takeWhile(line -> !line.isEmpty())
              .toList();
      List<String> request = List.of(head.getFirst().split(" ", -1));
      String accept =
          head.stream()
              .filter(line -> line.regionMatches(true, 0, "Accept: ", 0, 8))
              .map(line -> line.substring(8))
              .collect(Collectors.joining(", "));
      answer(socket.getOutputStream(), request.get(0), request.get(1), accept);
    } catch (IOException _) {
      // The client went away.
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(OutputStream out, String method, String path, String accept)
      throws IOException, InterruptedException {
    Rule now = rule;
    if (!path.contains(now.part().path) || struck.get() >= now.times()) {
      send(out, method, forwarded(method, path, accept), 1);
      return;
    }
    struck.incrementAndGet();
    switch (now.fault()) {
      case Fault.Status(int code) -> send(out, code, "", new byte[0], 0);
      case Fault.Stall _ -> closed.await();
      case Fault.Truncate _ -> send(out, method, forwarded(method, path, accept), 2);
      case Fault.Lie(String instead) -> send(out, method, forwarded(method, instead, accept), 1);
      case Fault.Redirect(String host) ->
          send(out, 307, "Location: http://" + host + path + "\r\n", new byte[0], 0);
    }
  }

  private HttpResponse<byte[]> forwarded(String method, String path, String accept)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends the answer, or the first of several equal parts of it.
  private static void send(OutputStream out, String method, HttpResponse<byte[]> answer, int parts)
      throws IOException {
    StringBuilder headers = new StringBuilder();
    for (String name :
        List.of("Content-Type", "Docker-Content-Digest", "Docker-Distribution-Api-Version")) {
      answer
          .headers()
          .firstValue(name)
          .ifPresent(value -> headers.append(name).append(": ").append(value).append("\r\n"));
    }
    byte[] body = answer.body();
    long length =
        method.equals("HEAD")
            ? answer.headers().firstValueAsLong("Content-Length").orElse(0)
            : body.length;
    headers.append("Content-Length: ").append(length).append("\r\n");
    send(out, answer.statusCode(), headers.toString(), body, body.length / parts);
  }

  private static void send(OutputStream out, int status, String headers, byte[] body, int length)
      throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + " As told\r\nConnection: close\r\n"
            + headers
            + (headers.contains("Content-Length") ? "" : "Content-Length: 0\r\n")
            + "\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body, 0, length);
    out.flush();
  }
}
