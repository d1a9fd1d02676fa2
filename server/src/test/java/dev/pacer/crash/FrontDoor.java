package dev.pacer.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests with a connection of their own each.
final class FrontDoor {
  private FrontDoor() {}

  /// What a request to a service through the front door is answered, as `STATUS BODY`.
  ///
  /// @throws IOException when nobody listens, or the connection broke
  static String ask(int port, String host) throws IOException {
    return ask(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), host);
  }

  /// What a request to that address is answered, as `STATUS BODY`.
  static String ask(InetSocketAddress address, String host) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 5_000);
      socket.setSoTimeout(10_000);
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      if (body < 0) {
        throw new IOException("the connection ended before an answer: " + answer);
      }
      return answer.split(" ", 3)[1] + " " + answer.substring(body + 4).strip();
    }
  }
}
