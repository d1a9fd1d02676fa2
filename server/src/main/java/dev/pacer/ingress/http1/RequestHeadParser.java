package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the head of a request, see [HeadParser].
///
/// The target is taken in origin form, as `*` for OPTIONS, or in absolute form when its authority is
/// the `Host`; an absolute form is passed on in origin form. One empty line before the request line is
/// overlooked (RFC 9112 section 2.2).
public final class RequestHeadParser extends HeadParser {
  private static final int LONGEST_METHOD = 32;
  private static final byte[] NOTHING = new byte[0];
  private static final int ROOM_FOR_THE_REST = LONGEST_METHOD + 16;
  private static final byte[] HTTP = "http://".getBytes(US_ASCII);
  private static final byte[] HTTPS = "https://".getBytes(US_ASCII);
  private static final byte[] CONNECT = "CONNECT".getBytes(US_ASCII);
  private static final byte[] HEAD = "HEAD".getBytes(US_ASCII);
  private static final byte[] OPTIONS = "OPTIONS".getBytes(US_ASCII);
  private static final byte[] CONTINUE = "100-continue".getBytes(US_ASCII);
  private static final byte[][] IDEMPOTENT = {
    "GET".getBytes(US_ASCII),
    HEAD,
    OPTIONS,
    "PUT".getBytes(US_ASCII),
    "DELETE".getBytes(US_ASCII),
    "TRACE".getBytes(US_ASCII)
  };

  private int methodStart;
  private int methodEnd;
  private int targetStart;
  private int targetEnd;
  private int authorityStart;
  private int authorityEnd;
  private int hostHeader = -1;
  private int hostNameEnd;
  private boolean expectsContinue;
  private int acceptHeader = -1;
  private int userAgentHeader = -1;

  public RequestHeadParser(MessageLimits limits) {
    super(limits);
  }

  @Override
  public void clear() {
    super.clear();
    authorityStart = 0;
    authorityEnd = 0;
    hostHeader = -1;
    expectsContinue = false;
    acceptHeader = -1;
    userAgentHeader = -1;
  }

  public int methodStart() {
    return methodStart;
  }

  public int methodEnd() {
    return methodEnd;
  }

  public boolean isHead() {
    return isMethod(HEAD);
  }

  /// Whether sending the request twice does no more than sending it once (RFC 9110 section 9.2.2).
  public boolean isIdempotent() {
    for (byte[] method : IDEMPOTENT) {
      if (isMethod(method)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the client may wait to be told to send the body.
  public boolean expectsContinue() {
    return expectsContinue && !isBeforeHttp11() && hasBody();
  }

  public boolean hasBody() {
    return isChunked() || contentLength() > 0;
  }

  /// The target to pass on goes from here to [#targetEnd], behind [#targetPrefix].
  public int targetStart() {
    return targetStart;
  }

  public int targetEnd() {
    return targetEnd;
  }

  /// What an absolute form left out before its path: `/`, `*` or nothing (RFC 9112 section 3.2.2).
  public String targetPrefix() {
    boolean stripped = authorityEnd > 0;
    if (!stripped || (targetStart < targetEnd && bytes()[targetStart] == '/')) {
      return "";
    }
    return targetStart == targetEnd && isMethod(OPTIONS) ? "*" : "/";
  }

  /// The host asked for, in lower case, without port and without a final dot; empty when a client of
  /// HTTP/1.0 names none.
  public String host() {
    if (hostHeader < 0) {
      return "";
    }
    int from = valueStart(hostHeader);
    int to = hostNameEnd;
    if (bytes()[to - 1] == '.') {
      to--;
    }
    return new String(bytes(), from, to - from, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /// Whether the `Host` field holds exactly these bytes: a caller that asks again for the same host is
  /// spared a new string.
  public boolean isHost(byte[] value) {
    return hostHeader >= 0
        && Arrays.equals(
            bytes(), valueStart(hostHeader), valueEnd(hostHeader), value, 0, value.length);
  }

  /// A copy of the `Host` field's value.
  public byte[] hostValue() {
    return hostHeader < 0
        ? new byte[0]
        : Arrays.copyOfRange(bytes(), valueStart(hostHeader), valueEnd(hostHeader));
  }

  public String method() {
    return new String(bytes(), methodStart, methodEnd - methodStart, ISO_8859_1);
  }

  /// The target as it is passed on, without its query.
  ///
  /// @param most how many characters of it
  public String path(int most) {
    int to = targetStart;
    int bound = Math.min(targetEnd, targetStart + most);
    while (to < bound && bytes()[to] != '?') {
      to++;
    }
    return targetPrefix() + new String(bytes(), targetStart, to - targetStart, ISO_8859_1);
  }

  /// The first `User-Agent`, or null when there is none.
  ///
  /// @param most how many bytes of it
  public @Nullable String userAgent(int most) {
    if (userAgentHeader < 0) {
      return null;
    }
    int from = valueStart(userAgentHeader);
    return new String(bytes(), from, Math.min(most, valueEnd(userAgentHeader) - from), UTF_8);
  }

  /// A copy of the first `Accept`, see [AcceptField]; empty when there is none.
  public byte[] accept() {
    return acceptHeader < 0
        ? NOTHING
        : Arrays.copyOfRange(bytes(), valueStart(acceptHeader), valueEnd(acceptHeader));
  }

  @Override
  void startLine(int from, int to) {
    methodStart = from;
    int at = from;
    while (at < to && Octets.isToken(bytes()[at])) {
      at++;
    }
    methodEnd = at;
    if (at == from || at == to || bytes()[at] != Octets.SP || at - from > LONGEST_METHOD) {
      throw new RefusedException(Refusal.BAD_REQUEST_LINE);
    }
    targetStart = ++at;
    while (at < to && Octets.isTarget(bytes()[at])) {
      at++;
    }
    targetEnd = at;
    if (at - targetStart > limits.targetBytes()) {
      throw new RefusedException(Refusal.TARGET_TOO_LONG);
    }
    if (at == targetStart || at == to || bytes()[at] != Octets.SP) {
      throw new RefusedException(Refusal.BAD_REQUEST_LINE);
    }
    version(at + 1, to, Refusal.BAD_REQUEST_LINE);
    target();
  }

  @Override
  void field(HeaderName name, int header) {
    switch (name) {
      case HOST -> host(header);
      case EXPECT -> expect(header);
      case ACCEPT -> acceptHeader = acceptHeader < 0 ? header : acceptHeader;
      case USER_AGENT -> userAgentHeader = userAgentHeader < 0 ? header : userAgentHeader;
      default -> {}
    }
  }

  @Override
  void finish() {
    if (hostHeader < 0 && !isBeforeHttp11()) {
      throw new RefusedException(Refusal.HOST_MISSING);
    }
    if (authorityEnd > 0 && !authorityIsHost()) {
      throw new RefusedException(Refusal.HOST_MISMATCH);
    }
  }

  @Override
  int mostStartLineBytes() {
    return limits.targetBytes() + ROOM_FOR_THE_REST;
  }

  @Override
  Refusal startLineTooLong() {
    return Refusal.TARGET_TOO_LONG;
  }

  @Override
  boolean overlooksEmptyLine() {
    return true;
  }

  private void host(int header) {
    if (hostHeader >= 0) {
      throw new RefusedException(Refusal.HOST_REPEATED);
    }
    hostHeader = header;
    hostNameEnd = Authority.hostEnd(bytes(), valueStart(header), valueEnd(header));
  }

  /// Of a request with another expectation some servers take the body for the next request, after their
  /// 417 (RFC 9110 section 10.1.1 lets anybody answer that).
  private void expect(int header) {
    if (expectsContinue || !valueIs(header, CONTINUE)) {
      throw new RefusedException(Refusal.UNKNOWN_EXPECTATION);
    }
    expectsContinue = true;
  }

  private void target() {
    if (isMethod(CONNECT)) {
      throw new RefusedException(Refusal.METHOD_NOT_SUPPORTED);
    }
    byte first = bytes()[targetStart];
    if (first == '/') {
      return;
    }
    if (first == '*' && targetEnd - targetStart == 1 && isMethod(OPTIONS)) {
      return;
    }
    authorityStart = afterScheme();
    int at = authorityStart;
    while (at < targetEnd && bytes()[at] != '/' && bytes()[at] != '?') {
      at++;
    }
    authorityEnd = at;
    targetStart = at;
  }

  private int afterScheme() {
    if (Octets.startsWithIgnoringCase(bytes(), targetStart, targetEnd, HTTP)) {
      return targetStart + HTTP.length;
    }
    if (Octets.startsWithIgnoringCase(bytes(), targetStart, targetEnd, HTTPS)) {
      return targetStart + HTTPS.length;
    }
    throw new RefusedException(Refusal.BAD_TARGET);
  }

  private boolean authorityIsHost() {
    return hostHeader >= 0
        && Octets.sameIgnoringCase(
            bytes(), authorityStart, authorityEnd, valueStart(hostHeader), valueEnd(hostHeader));
  }

  private boolean isMethod(byte[] method) {
    return Arrays.equals(bytes(), methodStart, methodEnd, method, 0, method.length);
  }
}
