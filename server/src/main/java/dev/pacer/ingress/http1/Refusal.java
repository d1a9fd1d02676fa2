package dev.pacer.ingress.http1;

import java.util.Locale;

/// Why a message was refused, and the status that says so to a client (RFC 9110 section 15).
public enum Refusal {
  BARE_LINE_FEED(400),
  BARE_CARRIAGE_RETURN(400),
  CONTROL_BYTE(400),
  BAD_REQUEST_LINE(400),
  BAD_TARGET(400),
  BAD_STATUS_LINE(400),
  BAD_HEADER_NAME(400),
  OBSOLETE_FOLD(400),
  HOST_MISSING(400),
  HOST_REPEATED(400),
  BAD_HOST(400),
  HOST_MISMATCH(400),
  BAD_CONTENT_LENGTH(400),
  CONTENT_LENGTH_REPEATED(400),
  CONTENT_LENGTH_WITH_TRANSFER_ENCODING(400),
  TRANSFER_ENCODING_REPEATED(400),
  TRANSFER_ENCODING_BEFORE_HTTP_1_1(400),
  TOO_MANY_CONNECTION_OPTIONS(400),
  BAD_CHUNK_SIZE(400),
  BAD_CHUNK_EXTENSION(400),
  BAD_CHUNK_END(400),
  BAD_TRAILER(400),
  TARGET_TOO_LONG(414),
  UNKNOWN_EXPECTATION(417),
  HEAD_TOO_LARGE(431),
  TOO_MANY_HEADERS(431),
  TRAILERS_TOO_LARGE(431),
  METHOD_NOT_SUPPORTED(501),
  UNKNOWN_TRANSFER_CODING(501),
  VERSION_NOT_SUPPORTED(505);

  private final int status;
  private final String word;

  Refusal(int status) {
    this.status = status;
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int status() {
    return status;
  }

  /// The reason as one lower-case word with hyphens, for headers and logs.
  public String word() {
    return word;
  }
}
