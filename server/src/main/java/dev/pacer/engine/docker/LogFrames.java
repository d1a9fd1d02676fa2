package dev.pacer.engine.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/// Takes the engine's log format apart: frames of an eight-byte head (stream, three zeros, length)
/// and a payload that begins with a time.
///
/// The library's reader hands payloads on in pieces of 1 KiB and so loses where a frame begins,
/// which is the only place where a time stands.
final class LogFrames {
  private static final int HEAD = 8;
  private static final int LONGEST_PAYLOAD = 1024 * 1024;
  private static final int LONGEST_TIME = 64;

  /// Receives frames.
  interface Receiver {

    /// @param stream 1 for standard output, 2 for standard error
    /// @param payload holds the text from `offset` to its end
    void frame(int stream, Instant at, byte[] payload, int offset);
  }

  /// Receives frames whose payload is nothing but output, as that of an exec.
  interface OutputReceiver {

    /// @param stream 1 for standard output, 2 for standard error
    void frame(int stream, byte[] payload) throws IOException;
  }

  private LogFrames() {}

  /// Reads to the end of the stream.
  ///
  /// @throws IOException when the stream breaks or is not of this format
  static void read(InputStream in, Receiver receiver) throws IOException {
    readOutput(in, (stream, payload) -> receive(receiver, stream, payload));
  }

  /// The same for frames without a time.
  ///
  /// @throws IOException when the stream breaks or is not of this format
  static void readOutput(InputStream in, OutputReceiver receiver) throws IOException {
    byte[] head = new byte[HEAD];
    while (true) {
      int length = in.readNBytes(head, 0, HEAD);
      if (length == 0) {
        return;
      }
      int stream = head[0];
      int size = ByteBuffer.wrap(head).getInt(4);
      if (length < HEAD || stream < 0 || stream > 2 || size < 0 || size > LONGEST_PAYLOAD) {
        throw new IOException("The engine's log stream is not in frames");
      }
      byte[] payload = in.readNBytes(size);
      if (payload.length < size) {
        throw new EOFException("The engine's log stream broke off");
      }
      receiver.frame(stream, payload);
    }
  }

  private static void receive(Receiver receiver, int stream, byte[] payload) throws IOException {
    int blank = 0;
    while (blank < payload.length && blank < LONGEST_TIME && payload[blank] != ' ') {
      blank++;
    }
    String time = new String(payload, 0, blank, StandardCharsets.ISO_8859_1).stripTrailing();
    try {
      receiver.frame(stream, Instant.parse(time), payload, Math.min(blank + 1, payload.length));
    } catch (DateTimeException failure) {
      throw new IOException("The engine's log stream has a frame without a time", failure);
    }
  }
}
