package dev.pacer.ingress.http1;

import org.jspecify.annotations.Nullable;

/// Follows one body to its end without keeping it (RFC 9112 sections 6 and 7): the bytes are passed on
/// as they are, and this says which of them belong to the body.
///
/// The caller alternates: [#content] for bytes that need no look, and, whenever that takes none,
/// [#framing] for the next single byte. Trailers are checked like header lines and pass. Not safe for
/// several threads; the `begin` methods make an instance ready for the next body.
public final class BodyFraming {
  private static final int MOST_SIZE_DIGITS = 15;

  private enum State {
    DONE,
    LENGTH,
    UNTIL_CLOSE,
    SIZE_START,
    SIZE,
    EXTENSION,
    SIZE_LINE_FEED,
    CHUNK,
    CHUNK_END,
    CHUNK_LINE_FEED,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LINE_FEED,
    LAST_LINE_FEED
  }

  private final MessageLimits limits;
  private State state = State.DONE;
  private long remaining;
  private int lineBytes;
  private int trailerBytes;

  /// Some readers go on to a closing quotation mark across line ends.
  private boolean quoted;

  private byte @Nullable [] trailerName;

  public BodyFraming(MessageLimits limits) {
    this.limits = limits;
  }

  public void beginNone() {
    state = State.DONE;
  }

  public void beginLength(long length) {
    remaining = length;
    state = length == 0 ? State.DONE : State.LENGTH;
  }

  public void beginChunked() {
    remaining = 0;
    trailerBytes = 0;
    lineBytes = 0;
    state = State.SIZE_START;
  }

  /// The body ends with its connection: only for responses.
  public void beginUntilClose() {
    state = State.UNTIL_CLOSE;
  }

  public boolean isComplete() {
    return state == State.DONE;
  }

  /// Whether the end of the connection is the end of the body; anywhere else it cuts the body.
  public boolean endsWithConnection() {
    return state == State.UNTIL_CLOSE;
  }

  /// Whether the next framing byte is one of the trailer lines, or of the empty line behind them.
  public boolean isInTrailers() {
    return switch (state) {
      case TRAILER_START, TRAILER_NAME, TRAILER_VALUE, TRAILER_LINE_FEED, LAST_LINE_FEED -> true;
      case DONE,
          LENGTH,
          UNTIL_CLOSE,
          SIZE_START,
          SIZE,
          EXTENSION,
          SIZE_LINE_FEED,
          CHUNK,
          CHUNK_END,
          CHUNK_LINE_FEED ->
          false;
    };
  }

  /// Takes as many of `available` following bytes as are content, and counts them as followed.
  ///
  /// @return how many; 0 when the next byte is framing, or the body is complete
  public int content(int available) {
    return switch (state) {
      case UNTIL_CLOSE -> available;
      case LENGTH -> take(available, State.DONE);
      case CHUNK -> take(available, State.CHUNK_END);
      case DONE,
          SIZE_START,
          SIZE,
          EXTENSION,
          SIZE_LINE_FEED,
          CHUNK_END,
          CHUNK_LINE_FEED,
          TRAILER_START,
          TRAILER_NAME,
          TRAILER_VALUE,
          TRAILER_LINE_FEED,
          LAST_LINE_FEED ->
          0;
    };
  }

  /// Takes the next byte, one of the chunked coding's own.
  ///
  /// @throws RefusedException when the coding is not followed to the letter; nothing after that byte
  ///     has a meaning
  public void framing(byte octet) {
    state =
        switch (state) {
          case SIZE_START -> sizeStart(octet);
          case SIZE -> size(octet);
          case EXTENSION -> extension(octet);
          case SIZE_LINE_FEED ->
              lineFeed(octet, remaining == 0 ? State.TRAILER_START : State.CHUNK);
          case CHUNK_END -> carriageReturn(octet);
          case CHUNK_LINE_FEED -> lineFeed(octet, State.SIZE_START);
          case TRAILER_START -> trailerStart(octet);
          case TRAILER_NAME -> trailerName(octet);
          case TRAILER_VALUE -> trailerValue(octet);
          case TRAILER_LINE_FEED -> lineFeed(octet, State.TRAILER_START);
          case LAST_LINE_FEED -> lineFeed(octet, State.DONE);
          case DONE, LENGTH, UNTIL_CLOSE, CHUNK ->
              throw new IllegalStateException("No framing byte is due");
        };
  }

  private int take(int available, State atEnd) {
    int taken = (int) Math.min(available, remaining);
    remaining -= taken;
    if (remaining == 0) {
      state = atEnd;
    }
    return taken;
  }

  private State sizeStart(byte octet) {
    lineBytes = 0;
    remaining = 0;
    return sizeDigit(octet);
  }

  private State size(byte octet) {
    return switch (octet) {
      case Octets.CR -> State.SIZE_LINE_FEED;
      case ';' -> {
        quoted = false;
        yield State.EXTENSION;
      }
      default -> sizeDigit(octet);
    };
  }

  private State sizeDigit(byte octet) {
    int digit = Octets.hexDigit(octet);
    if (digit < 0 || ++lineBytes > MOST_SIZE_DIGITS) {
      throw new RefusedException(Refusal.BAD_CHUNK_SIZE);
    }
    remaining = remaining << 4 | digit;
    return State.SIZE;
  }

  private State extension(byte octet) {
    if (octet == Octets.CR && !quoted) {
      return State.SIZE_LINE_FEED;
    }
    if (!isExtension(octet) || ++lineBytes > limits.chunkLineBytes()) {
      throw new RefusedException(Refusal.BAD_CHUNK_EXTENSION);
    }
    quoted ^= octet == '"';
    return State.EXTENSION;
  }

  /// Nobody sends backslashes, and they can hide a quotation mark.
  private static boolean isExtension(byte octet) {
    return octet >= 0 && Octets.isLine(octet) && octet != '\\';
  }

  private State carriageReturn(byte octet) {
    if (octet != Octets.CR) {
      throw new RefusedException(Refusal.BAD_CHUNK_END);
    }
    return State.CHUNK_LINE_FEED;
  }

  private State lineFeed(byte octet, State next) {
    if (octet != Octets.LF) {
      throw new RefusedException(Refusal.BARE_CARRIAGE_RETURN);
    }
    return next;
  }

  private State trailerStart(byte octet) {
    lineBytes = 0;
    return octet == Octets.CR ? State.LAST_LINE_FEED : trailerName(octet);
  }

  private State trailerName(byte octet) {
    countTrailerByte();
    if (octet == ':' && lineBytes > 0) {
      refuseMisplacedName();
      return State.TRAILER_VALUE;
    }
    if (!Octets.isToken(octet)) {
      throw new RefusedException(Refusal.BAD_TRAILER);
    }
    if (trailerName == null) {
      trailerName = new byte[HeaderName.LONGEST];
    }
    if (lineBytes < HeaderName.LONGEST) {
      trailerName[lineBytes] = octet;
    }
    lineBytes++;
    return State.TRAILER_NAME;
  }

  private State trailerValue(byte octet) {
    countTrailerByte();
    if (octet == Octets.CR) {
      return State.TRAILER_LINE_FEED;
    }
    if (!Octets.isLine(octet)) {
      throw new RefusedException(Refusal.BAD_TRAILER);
    }
    return State.TRAILER_VALUE;
  }

  private void countTrailerByte() {
    if (++trailerBytes > limits.trailerBytes()) {
      throw new RefusedException(Refusal.TRAILERS_TOO_LARGE);
    }
  }

  /// RFC 9110 section 6.5.1: a trailer that frames, routes or vouches for a message would take effect
  /// late at applications that merge trailers into headers.
  private void refuseMisplacedName() {
    if (trailerName != null
        && lineBytes <= HeaderName.LONGEST
        && HeaderName.of(trailerName, 0, lineBytes) != HeaderName.OTHER) {
      throw new RefusedException(Refusal.BAD_TRAILER);
    }
  }
}
