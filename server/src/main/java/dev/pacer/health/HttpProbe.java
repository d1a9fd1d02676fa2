package dev.pacer.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Passes when a GET of the path is answered with a status between 200 and 299 in time. Redirects
/// are not followed: App Runner counts them as failures.
///
/// A client of a few lines instead of the JDK's: the verdict needs one line of the answer, the
/// deadline must cover all of it, and every probe must use a connection of its own so that it tests
/// what a new visitor would meet.
final class HttpProbe implements Probe {
  private static final int LONGEST_LINE = 8 * 1024;

  private final String path;
  private final Duration timeout;

  HttpProbe(String path, Duration timeout) {
    this.path = encoded(path);
    this.timeout = timeout;
  }

  @Override
  public ProbeResult probe(InetSocketAddress address) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(address, remainingMillis(deadline));
      socket.getOutputStream().write(request(address));
      String line = statusLine(socket, deadline);
      ProbeResult result = judge(line);
      ResponseDrain.drain(socket, deadline);
      return result;
    } catch (IOException failure) {
      return new ProbeResult.Failed(FailureText.of(failure, timeout));
    }
  }

  /// Milliseconds until the deadline, for a socket call.
  static int remainingMillis(long deadline) throws SocketTimeoutException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis < 1) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  private byte[] request(InetSocketAddress address) {
    String host = address.getAddress() == null ? address.getHostString() : literal(address);
    return """
    GET %s HTTP/1.1\r
    Host: %s:%d\r
    User-Agent: pacer-health-check\r
    Accept: */*\r
    Connection: close\r
    \r
    """
        .formatted(path, host, address.getPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String literal(InetSocketAddress address) {
    String text = address.getAddress().getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private static String statusLine(Socket socket, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      socket.setSoTimeout(remainingMillis(deadline));
      int next = in.read();
      if (next < 0 || next == '\n') {
        break;
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static ProbeResult judge(String line) {
    if (line.isEmpty()) {
      return new ProbeResult.Failed("the connection was closed without an answer");
    }
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
      return new ProbeResult.Failed("the answer is not HTTP/1.1");
    }
    int status = Integer.parseInt(line.substring(9, 12));
    return status >= 200 && status <= 299
        ? new ProbeResult.Passed()
        : new ProbeResult.Failed("HTTP status " + status);
  }

  /// Anything that could end the request line early is escaped, so a path cannot smuggle a header.
  private static String encoded(String path) {
    StringBuilder text = new StringBuilder(path.startsWith("/") ? "" : "/");
    for (byte next : path.getBytes(StandardCharsets.UTF_8)) {
      if (next > ' ' && next < 0x7f) {
        text.append((char) next);
      } else {
        text.append("%%%02X".formatted(next));
      }
    }
    return text.toString();
  }
}
