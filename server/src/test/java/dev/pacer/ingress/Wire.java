package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/// One end of a real connection, read and written byte by byte, with no HTTP library in between.
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Wire to(InetSocketAddress address) throws IOException {
    return new Wire(new Socket(address.getAddress(), address.getPort()));
  }

  /// A connection whose socket keeps few bytes, so that a reader that waits is felt soon.
  static Wire withSmallBuffersTo(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSendBufferSize(16 * 1024);
    socket.connect(address);
    return new Wire(socket);
  }

  int localPort() {
    return socket.getLocalPort();
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /// Reads one message with its body, as a chunked one with its framing.
  Message readMessage() throws IOException {
    return readBody(readHead());
  }

  /// Reads the answer to a request for HEAD, or any other message without a body.
  Message readHead() throws IOException {
    String head = readUntil("\r\n\r\n");
    List<String> lines = List.of(head.split("\r\n"));
    return new Message(lines.getFirst(), lines.subList(1, lines.size()), "");
  }

  String read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("Ended after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, ISO_8859_1);
  }

  long skip(long length) throws IOException {
    byte[] buffer = new byte[8192];
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        break;
      }
      left -= count;
    }
    return length - left;
  }

  String readUntil(String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("Ended after: " + text);
      }
      bytes.write(next);
      text = next == end.charAt(end.length() - 1) ? bytes.toString(ISO_8859_1) : "";
    }
    return text;
  }

  String readToEnd() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /// Whether the other side has ended the connection, in order or by reset.
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// Reads the body that belongs to a head.
  Message readBody(Message head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      return head.withBody(readChunked());
    }
    String length = head.header("content-length");
    if (!length.isEmpty()) {
      return head.withBody(read(Integer.parseInt(length)));
    }
    boolean request = head.startLine().endsWith("HTTP/1.1");
    return request ? head : head.withBody(readToEnd());
  }

  private String readChunked() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = readUntil("\r\n");
      body.append(size);
      int length = Integer.parseInt(size.strip().split(";", 2)[0], 16);
      if (length == 0) {
        break;
      }
      body.append(read(length + 2));
    }
    String trailer;
    do {
      trailer = readUntil("\r\n");
      body.append(trailer);
    } while (!trailer.equals("\r\n"));
    return body.toString();
  }

  /// A message as it came over the wire.
  record Message(String startLine, List<String> headerLines, String body) {
    int status() {
      return Integer.parseInt(startLine.substring(9, 12));
    }

    /// The values of a field, joined by a bar; empty when there is none.
    String header(String name) {
      return String.join(
          "|",
          headerLines.stream()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
              .map(line -> line.substring(name.length() + 1).strip())
              .toList());
    }

    Message withBody(String text) {
      return new Message(startLine, headerLines, text);
    }
  }
}
