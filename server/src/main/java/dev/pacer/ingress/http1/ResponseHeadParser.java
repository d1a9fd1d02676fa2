package dev.pacer.ingress.http1;

/// Reads the head of a response, see [HeadParser]. As strict as for requests: an instance whose framing
/// is unclear could otherwise answer one client with another's response.
public final class ResponseHeadParser extends HeadParser {
  private static final int LONGEST_STATUS_LINE = 8 * 1024;

  private int status;
  private int statusStart;
  private int statusLineEnd;

  public ResponseHeadParser(MessageLimits limits) {
    super(limits);
  }

  /// The status code, 100 to 999.
  public int status() {
    return status;
  }

  /// The status line from its code to before its line end: from here to [#statusLineEnd].
  public int statusStart() {
    return statusStart;
  }

  public int statusLineEnd() {
    return statusLineEnd;
  }

  /// An answer before the answer: 100 Continue, 103 Early Hints and the like.
  public boolean isInterim() {
    return status < 200;
  }

  @Override
  void startLine(int from, int to) {
    int versionEnd = Math.min(from + 8, to);
    version(from, versionEnd, Refusal.BAD_STATUS_LINE);
    statusStart = versionEnd + 1;
    statusLineEnd = to;
    int codeEnd = statusStart + 3;
    if (codeEnd > to || bytes()[versionEnd] != Octets.SP) {
      throw new RefusedException(Refusal.BAD_STATUS_LINE);
    }
    status = 0;
    for (int i = statusStart; i < codeEnd; i++) {
      if (!Octets.isDigit(bytes()[i])) {
        throw new RefusedException(Refusal.BAD_STATUS_LINE);
      }
      status = status * 10 + (bytes()[i] - '0');
    }
    // Some servers leave out the space before an empty reason phrase.
    boolean ended = codeEnd == to || bytes()[codeEnd] == Octets.SP;
    if (status < 100 || !ended) {
      throw new RefusedException(Refusal.BAD_STATUS_LINE);
    }
  }

  @Override
  void field(HeaderName name, int header) {}

  @Override
  void finish() {}

  @Override
  int mostStartLineBytes() {
    return LONGEST_STATUS_LINE;
  }

  @Override
  Refusal startLineTooLong() {
    return Refusal.HEAD_TOO_LARGE;
  }

  @Override
  boolean overlooksEmptyLine() {
    return false;
  }
}
