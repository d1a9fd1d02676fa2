package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Clients of a front door, each on a connection of its own.
public final class Visitors implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final InetSocketAddress door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public Visitors(InetSocketAddress door) {
    this.door = door;
  }

  /// What a GET is answered: head and body.
  public String ask(String host, String path) {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
    try (Socket socket = new Socket(door.getAddress(), door.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public CompletableFuture<String> asks(String host, String path) {
    return CompletableFuture.supplyAsync(() -> ask(host, path), threads);
  }

  /// Several at once.
  public List<CompletableFuture<String>> burst(int size, String host, String path) {
    return IntStream.range(0, size).mapToObj(_ -> asks(host, path)).toList();
  }

  /// The status of an answer.
  public static int status(String answer) {
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
  }

  /// The statuses of all answers, once all are there.
  public static List<Integer> statuses(List<CompletableFuture<String>> answers) {
    return answers.stream().map(answer -> status(answer.join())).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
