package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Reads messages one after the other from bytes that come in pieces, as a connection does.
final class MessageReader {
  private final HeadParser head;
  private final BodyFraming body = new BodyFraming(MessageLimits.DEFAULTS);
  private final List<Message> messages = new ArrayList<>();
  private boolean inBody;
  private int read;
  private int messageStart;
  private String verdict = "";

  MessageReader(HeadParser head) {
    this.head = head;
  }

  /// A message that was read to its end.
  ///
  /// @param head its head's bytes as they stood there
  /// @param from where it begins in the input
  /// @param to where it ends
  record Message(String head, int from, int to) {}

  List<Message> messages() {
    return messages;
  }

  /// Why the input was refused; empty while it is not.
  String verdict() {
    return verdict;
  }

  /// All that can be told of the input so far.
  String outcome() {
    return messages + verdict;
  }

  /// Takes the next piece; nothing but a refusal may come of it.
  void take(byte[] piece) {
    int at = 0;
    try {
      while (verdict.isEmpty() && at < piece.length) {
        int taken = inBody ? takeBody(piece, at) : takeHead(piece, at);
        at += taken;
        read += taken;
        if (inBody && body.isComplete()) {
          end();
        }
      }
    } catch (RefusedException refused) {
      verdict = refused.refusal().word();
    }
  }

  private int takeHead(byte[] piece, int at) {
    int room = head.room(piece.length - at);
    System.arraycopy(piece, at, head.bytes(), head.end(), room);
    int taken = head.parse(room);
    if (head.isComplete()) {
      inBody = true;
      begin();
    }
    return taken;
  }

  private void begin() {
    if (head.isChunked()) {
      body.beginChunked();
    } else {
      body.beginLength(Math.max(0, head.contentLength()));
    }
  }

  private int takeBody(byte[] piece, int at) {
    int content = body.content(piece.length - at);
    if (content == 0) {
      body.framing(piece[at]);
      return 1;
    }
    return content;
  }

  private void end() {
    messages.add(
        new Message(new String(head.bytes(), 0, head.end(), ISO_8859_1), messageStart, read));
    messageStart = read;
    inBody = false;
    head.clear();
  }
}
