package dev.pacer.testing.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;

/// A client's connection, with no HTTP library in between that could try again or mend.
final class ClientSocket implements AutoCloseable {
  private static final int LONGEST_SILENCE = 60_000;

  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;

  ClientSocket(InetSocketAddress address) throws IOException {
    channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, LONGEST_SILENCE);
      channel.socket().setSoTimeout(LONGEST_SILENCE);
      in = new BufferedInputStream(channel.socket().getInputStream());
      out = channel.socket().getOutputStream();
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// An answer as it came.
  ///
  /// @param body without its framing
  record Answer(int status, List<String> headers, String body) {
    /// The value of a field; empty when there is none.
    String header(String name) {
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  /// Whether the other side ended the connection while nothing was asked.
  boolean hasEnded() throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) != 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  Answer read() throws IOException {
    List<String> head = List.of(readTo("\r\n\r\n").split("\r\n"));
    List<String> headers = head.subList(1, head.size());
    Answer bare = new Answer(Integer.parseInt(head.getFirst().substring(9, 12)), headers, "");
    String length = bare.header("content-length");
    String body = length.isEmpty() ? readChunks() : read(Integer.parseInt(length));
    return new Answer(bare.status(), headers, body);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is given up either way.
    }
  }

  private String readChunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int length = Integer.parseInt(readTo("\r\n").strip(), 16);
    while (length > 0) {
      body.append(read(length));
      read(2);
      length = Integer.parseInt(readTo("\r\n").strip(), 16);
    }
    read(2);
    return body.toString();
  }

  private String read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("ended after %d of %d bytes".formatted(bytes.length, length));
    }
    return new String(bytes, ISO_8859_1);
  }

  private String readTo(String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("ended after \"" + bytes.toString(ISO_8859_1).strip() + "\"");
      }
      bytes.write(next);
      if (next == '\n' && bytes.toString(ISO_8859_1).endsWith(end)) {
        return bytes.toString(ISO_8859_1);
      }
    }
  }
}
