package dev.pacer.ingress;

import java.io.IOException;

/// The application of the leak check: answers by path, some of them badly.
final class LeakOrigin {
  static final int MEDIUM = 4096;

  /// More than all buffers on the way hold together.
  static final int LARGE = 1 << 20;

  private static final String MEDIUM_ANSWER = Origin.ok("m".repeat(MEDIUM));
  private static final String LARGE_ANSWER = Origin.ok("l".repeat(LARGE));

  private LeakOrigin() {}

  static Origin start() throws IOException {
    return Origin.withSmallBuffersSpeaking(wire -> {
      while (serve(wire)) {}
    });
  }

  /// @return whether the connection goes on
  private static boolean serve(Wire wire) throws IOException {
    Wire.Message head = wire.readHead();
    String path = head.startLine().split(" ", 3)[1];
    if (path.equals("/early")) {
      // Closing with unread bytes would reset the connection, and the answer might be lost with it.
      wire.read("begun".length());
      wire.send(Origin.ok("early"));
      return false;
    }
    wire.readBody(head);
    switch (path) {
      case "/small", "/sink" -> wire.send(Origin.ok("small"));
      case "/medium" -> wire.send(MEDIUM_ANSWER);
      case "/large" -> wire.send(LARGE_ANSWER);
      case "/head" -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      case "/chunked" ->
          wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsmall\r\n0\r\n\r\n");
      case "/cut" -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      case "/nonsense" -> wire.send("nonsense\r\n\r\n");
      case "/vanish" -> {}
      default -> throw new IllegalArgumentException(path);
    }
    return !(path.equals("/cut") || path.equals("/nonsense") || path.equals("/vanish"));
  }
}
