package dev.pacer.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the rest of an answer before the connection is closed. The verdict does not depend on it:
/// closing with unread bytes would reset the connection, and many applications log that as an error
/// of theirs at every probe.
final class ResponseDrain {
  private static final int MOST = 64 * 1024;
  private static final long PATIENCE_NANOS = 250_000_000;
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?im)^content-length:[ \\t]*([0-9]{1,9})[ \\t]*\\r?$");

  private ResponseDrain() {}

  /// Reads to the end of the answer as its head tells it, at most 64 KiB, not beyond the deadline and
  /// never longer than a quarter of a second. Never throws.
  static void drain(Socket socket, long deadline) {
    long end = Math.min(deadline, System.nanoTime() + PATIENCE_NANOS);
    byte[] read = new byte[MOST];
    int length = 0;
    try {
      InputStream in = socket.getInputStream();
      while (length < MOST && !complete(read, length)) {
        socket.setSoTimeout(HttpProbe.remainingMillis(end));
        int count = in.read(read, length, MOST - length);
        if (count < 0) {
          return;
        }
        length += count;
      }
    } catch (IOException _) {
      // The verdict is known already.
    }
  }

  private static boolean complete(byte[] read, int length) {
    String text = new String(read, 0, length, StandardCharsets.ISO_8859_1);
    int headEnd = text.startsWith("\r\n") ? 2 : text.indexOf("\r\n\r\n") + 4;
    if (headEnd < 4 && !text.startsWith("\r\n")) {
      return false;
    }
    Matcher matcher = CONTENT_LENGTH.matcher(text.substring(0, headEnd));
    return matcher.find()
        ? length - headEnd >= Integer.parseInt(matcher.group(1))
        : text.endsWith("0\r\n\r\n");
  }
}
