package dev.pacer.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Fetches a service's root through the front door, by name in the Host header rather than by DNS:
/// names under `.localhost` are for browsers and curl; the system's resolver may not know them.
final class HttpFetch {
  private static final int MOST_BYTES = 1 << 16;

  private HttpFetch() {}

  /// The body of the answer.
  ///
  /// @throws CommandFailedException when the answer is not a 200
  static String get(InetSocketAddress frontDoor, String host) {
    try (Socket socket = new Socket()) {
      socket.connect(frontDoor, 5_000);
      socket.setSoTimeout(10_000);
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new CommandFailedException(
            "http://" + host + " answered: " + answer.lines().findFirst().orElse("nothing"));
      }
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    } catch (IOException failure) {
      throw new CommandFailedException(
          "http://" + host + " does not answer: " + failure.getMessage(), failure);
    }
  }
}
