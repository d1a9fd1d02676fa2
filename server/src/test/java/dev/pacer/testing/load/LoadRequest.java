package dev.pacer.testing.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pacer.testing.load.ClientSocket.Answer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One request of the load: what is sent, and what alone is a right answer.
///
/// @param host the service's name
/// @param milliseconds how long answer or upload take
record LoadRequest(Kind kind, String host, int milliseconds) {
  private static final int PIECES = 8;
  private static final byte[] PIECE = piece();

  enum Kind {
    SMALL,
    SLOW,
    STREAM,
    UPLOAD,
    /// An upload whose length is not told beforehand.
    CHUNKED_UPLOAD
  }

  /// The mix: three quarters small, the others take 100 to 1100 ms.
  static LoadRequest numbered(long number, String host) {
    Kind kind =
        switch ((int) (number % 16)) {
          case 3 -> Kind.SLOW;
          case 7 -> Kind.STREAM;
          case 11 -> Kind.UPLOAD;
          case 15 -> Kind.CHUNKED_UPLOAD;
          default -> Kind.SMALL;
        };
    return new LoadRequest(kind, host, 100 + (int) (number * 37 % 1000));
  }

  void sendHead(ClientSocket socket) throws IOException {
    switch (kind) {
      case SMALL -> socket.send(head("GET / HTTP/1.1", ""));
      case SLOW -> socket.send(head("GET /slow?ms=" + milliseconds + " HTTP/1.1", ""));
      case STREAM -> socket.send(head("GET /stream?ms=" + milliseconds + " HTTP/1.1", ""));
      case UPLOAD ->
          socket.send(
              head("POST /upload HTTP/1.1", "Content-Length: " + PIECES * PIECE.length + "\r\n"));
      case CHUNKED_UPLOAD ->
          socket.send(head("POST /upload HTTP/1.1", "Transfer-Encoding: chunked\r\n"));
    }
  }

  void sendBody(ClientSocket socket) throws IOException {
    switch (kind) {
      case SMALL, SLOW, STREAM -> {}
      case UPLOAD -> {
        for (int i = 0; i < PIECES; i++) {
          pause();
          socket.send(PIECE);
        }
      }
      case CHUNKED_UPLOAD -> {
        for (int i = 0; i < PIECES; i++) {
          pause();
          socket.send((Integer.toHexString(PIECE.length) + "\r\n").getBytes(ISO_8859_1));
          socket.send(PIECE);
          socket.send("\r\n".getBytes(ISO_8859_1));
        }
        socket.send("0\r\n\r\n".getBytes(ISO_8859_1));
      }
    }
  }

  /// What is wrong with an answer; empty when it is right to the last byte.
  String complaint(Answer answer) {
    if (answer.status() != 200) {
      return "status " + answer.status() + " " + answer.header("x-pacer-reason");
    }
    String version = answer.header("x-version");
    String wanted =
        switch (kind) {
          case SMALL -> LoadApplication.text("hello", version);
          case SLOW -> LoadApplication.text("slow", version);
          case STREAM -> parts(version);
          case UPLOAD, CHUNKED_UPLOAD -> LoadApplication.text(receipt(), version);
        };
    return answer.body().equals(wanted) && !version.isEmpty()
        ? ""
        : "another body: \"" + answer.body().strip() + "\"";
  }

  private byte[] head(String start, String framing) {
    return (start + "\r\nHost: " + host + "\r\n" + framing + "\r\n").getBytes(ISO_8859_1);
  }

  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds) / PIECES);
  }

  private static String parts(String version) {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < LoadApplication.PARTS; i++) {
      parts.append(LoadApplication.text("part " + i, version));
    }
    return parts.toString();
  }

  private static String receipt() {
    byte[] body = new byte[PIECES * PIECE.length];
    for (int i = 0; i < PIECES; i++) {
      System.arraycopy(PIECE, 0, body, i * PIECE.length, PIECE.length);
    }
    return body.length + " " + LoadApplication.sha256(body);
  }

  private static byte[] piece() {
    byte[] piece = new byte[8192];
    for (int i = 0; i < piece.length; i++) {
      piece[i] = (byte) (i * 31 + i / 251);
    }
    return piece;
  }
}
