package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Reads one message head (RFC 9112 sections 2 to 5), piece by piece and strictly: what a second parser
/// could read differently is refused, never mended.
///
/// The caller copies bytes into [#bytes] from [#end] on, as many as [#room] allows, and then calls
/// [#parse]. How the input is cut into pieces never changes the verdict. Not safe for several threads;
/// [#clear] makes an instance ready for the next head.
public abstract sealed class HeadParser permits RequestHeadParser, ResponseHeadParser {
  private static final int FIRST_SIZE = 2048;
  private static final byte[] HTTP = "HTTP/".getBytes(US_ASCII);

  final MessageLimits limits;
  private final HeaderIndex headers = new HeaderIndex();
  private final FramingFields framing = new FramingFields();
  private final ConnectionOptions connection = new ConnectionOptions();
  private final UpgradeField upgrade = new UpgradeField();
  private byte[] bytes = new byte[FIRST_SIZE];
  private int end;
  private int scanned;
  private int lineStart;
  private boolean startLineRead;
  private boolean complete;
  private boolean beforeHttp11;

  HeadParser(MessageLimits limits) {
    this.limits = limits;
  }

  /// Forgets everything, ready for the next head.
  public void clear() {
    headers.clear();
    end = 0;
    scanned = 0;
    lineStart = 0;
    startLineRead = false;
    complete = false;
    beforeHttp11 = false;
    framing.clear();
    connection.clear();
    upgrade.clear();
    if (bytes.length > 4 * FIRST_SIZE) {
      bytes = new byte[FIRST_SIZE];
    }
  }

  /// The head's bytes; valid up to [#end]. Another array after each call of [#room].
  public final byte[] bytes() {
    return bytes;
  }

  public final int end() {
    return end;
  }

  /// How many of `wanted` further bytes can be taken now; at least one while the head is incomplete.
  public final int room(int wanted) {
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limits.headBytes(), bytes.length * 2));
    }
    return Math.min(wanted, Math.min(bytes.length, limits.headBytes()) - end);
  }

  /// Reads on through `added` bytes that were put behind [#end].
  ///
  /// @return how many of them belong to the head; the others are not kept
  /// @throws RefusedException when this is no message head that can be trusted
  public final int parse(int added) {
    int before = end;
    end += added;
    while (!complete && lineEnded()) {
      int from = lineStart;
      int to = scanned;
      lineStart = scanned + 2;
      scanned = lineStart;
      line(from, to);
    }
    if (complete) {
      end = lineStart;
    } else if (end >= limits.headBytes()) {
      throw new RefusedException(startLineRead ? Refusal.HEAD_TOO_LARGE : startLineTooLong());
    }
    return end - before;
  }

  public final boolean isComplete() {
    return complete;
  }

  /// Whether any byte of the head was seen.
  public final boolean isBegun() {
    return end > 0;
  }

  /// HTTP/1.0: no chunked coding, no interim answers, and connections end unless asked otherwise.
  public final boolean isBeforeHttp11() {
    return beforeHttp11;
  }

  /// The declared length of the body in bytes, or -1.
  public final long contentLength() {
    return framing.contentLength();
  }

  public final boolean isChunked() {
    return framing.isChunked();
  }

  /// Whether the sender lets the connection go on after this message (RFC 9112 section 9.3).
  public final boolean isKeepAlive() {
    return !connection.isClose() && (!beforeHttp11 || connection.isKeepAlive());
  }

  /// Whether the sender asks for, or agrees to, another protocol on this connection, see
  /// [UpgradeField].
  public final boolean isUpgrade() {
    return connection.isUpgrade() && upgrade.isPassable() && !beforeHttp11;
  }

  /// Whether the protocol that the sender agrees to is WebSocket.
  public final boolean isWebSocket() {
    return isUpgrade() && upgrade.isWebSocket();
  }

  public final int headerCount() {
    return headers.count();
  }

  public final HeaderName header(int header) {
    return headers.name(header);
  }

  /// Whether a `Connection` field names this one and may do so, see [HeaderName.Role#PROTECTED].
  public final boolean isNamedByConnection(int header) {
    return headers.isNamedByConnection(header)
        && headers.name(header).role() != HeaderName.Role.PROTECTED;
  }

  public final int lineStart(int header) {
    return headers.lineStart(header);
  }

  /// The end of a header's line, line end included.
  public final int lineEnd(int header) {
    return header + 1 < headers.count() ? headers.lineStart(header + 1) : end - 2;
  }

  /// Whether a header's value is `expected`, which is in lower case, in whatever case.
  public final boolean valueIs(int header, byte[] expected) {
    return Octets.equalsIgnoringCase(
        bytes, headers.valueStart(header), headers.valueEnd(header), expected);
  }

  /// The end of a header's name, which begins its line.
  public final int nameEnd(int header) {
    return headers.nameEnd(header);
  }

  public final int valueStart(int header) {
    return headers.valueStart(header);
  }

  public final int valueEnd(int header) {
    return headers.valueEnd(header);
  }

  abstract void startLine(int from, int to);

  /// A field that only one direction cares for.
  abstract void field(HeaderName name, int header);

  abstract void finish();

  abstract int mostStartLineBytes();

  abstract Refusal startLineTooLong();

  /// Whether an empty line before the start line is overlooked.
  abstract boolean overlooksEmptyLine();

  /// Reads `HTTP/1.1` or `HTTP/1.0`; any other version of that form is refused as unsupported, anything
  /// else as `otherwise`.
  final void version(int from, int to, Refusal otherwise) {
    boolean wellFormed =
        to - from == 8
            && Arrays.equals(bytes, from, from + 5, HTTP, 0, 5)
            && Octets.isDigit(bytes[from + 5])
            && bytes[from + 6] == '.'
            && Octets.isDigit(bytes[from + 7]);
    if (!wellFormed) {
      throw new RefusedException(otherwise);
    }
    if (bytes[from + 5] != '1' || bytes[from + 7] > '1') {
      throw new RefusedException(Refusal.VERSION_NOT_SUPPORTED);
    }
    beforeHttp11 = bytes[from + 7] == '0';
  }

  private boolean lineEnded() {
    int bound = startLineRead ? limits.headBytes() : lineStart + mostStartLineBytes();
    int stop = Math.min(end, bound);
    int at = scanned;
    while (at < stop && Octets.isLine(bytes[at])) {
      at++;
    }
    scanned = at;
    if (at == stop) {
      if (stop == bound && !startLineRead) {
        throw new RefusedException(startLineTooLong());
      }
      return false;
    }
    if (bytes[at] != Octets.CR) {
      throw new RefusedException(
          bytes[at] == Octets.LF ? Refusal.BARE_LINE_FEED : Refusal.CONTROL_BYTE);
    }
    if (at + 1 == end) {
      return false;
    }
    if (bytes[at + 1] != Octets.LF) {
      throw new RefusedException(Refusal.BARE_CARRIAGE_RETURN);
    }
    return true;
  }

  private void line(int from, int to) {
    if (startLineRead) {
      if (from == to) {
        complete = true;
        end = lineStart;
        connection.read(bytes, headers);
        finish();
      } else {
        header(from, to);
      }
    } else if (from == to && from == 0 && overlooksEmptyLine()) {
      return;
    } else {
      startLine(from, to);
      startLineRead = true;
    }
  }

  private void header(int from, int to) {
    int colon = from;
    while (colon < to && Octets.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == from || colon == to || bytes[colon] != ':') {
      boolean fold = bytes[from] == Octets.SP || bytes[from] == Octets.HTAB;
      throw new RefusedException(fold ? Refusal.OBSOLETE_FOLD : Refusal.BAD_HEADER_NAME);
    }
    if (headers.count() == limits.headers()) {
      throw new RefusedException(Refusal.TOO_MANY_HEADERS);
    }
    int valueStart = Octets.skipSpace(bytes, colon + 1, to);
    int valueEnd = Octets.trimSpace(bytes, valueStart, to);
    HeaderName name = HeaderName.of(bytes, from, colon);
    if (name.role() == HeaderName.Role.PROTECTED && name.isMisspelled(bytes, from)) {
      throw new RefusedException(Refusal.BAD_HEADER_NAME);
    }
    headers.add(name, from, colon, valueStart, valueEnd);
    switch (name) {
      case UPGRADE -> upgrade.read(bytes, valueStart, valueEnd);
      case CONTENT_LENGTH -> framing.readContentLength(bytes, valueStart, valueEnd);
      case TRANSFER_ENCODING ->
          framing.readTransferEncoding(bytes, valueStart, valueEnd, beforeHttp11);
      default -> field(name, headers.count() - 1);
    }
  }
}
