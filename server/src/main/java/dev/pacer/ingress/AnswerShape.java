package dev.pacer.ingress;

import dev.pacer.ingress.http1.BodyFraming;
import dev.pacer.ingress.http1.ResponseHeadParser;

/// How the body of an instance's answer ends (RFC 9112 section 6.3), and so what the client is told.
enum AnswerShape {
  EMPTY,
  LENGTH,
  CHUNKED,
  /// Chunked at the instance, for a client that knows no chunks: it gets the content alone, in HTTP/1.0
  /// to the end of its connection, in HTTP/2 to the end of its stream.
  DECODED,
  UNTIL_CLOSE;

  static AnswerShape of(ResponseHeadParser head, boolean toHeadRequest, boolean knowsChunks) {
    if (toHeadRequest || head.status() == 204 || head.status() == 304) {
      return EMPTY;
    }
    if (head.isChunked()) {
      return knowsChunks ? CHUNKED : DECODED;
    }
    return head.contentLength() >= 0 ? LENGTH : UNTIL_CLOSE;
  }

  /// Which lines of the answer's head go on to the client.
  static HeaderPolicy policy(ResponseHeadParser head, boolean beforeHttp11) {
    if (head.status() == 204) {
      return HeaderPolicy.RESPONSE_WITHOUT_BODY;
    }
    return beforeHttp11 && head.isChunked()
        ? HeaderPolicy.RESPONSE_WITHOUT_CODING
        : HeaderPolicy.RESPONSE;
  }

  /// Whether the end of the client's connection is the end of the body.
  boolean endsWithConnection() {
    return this == DECODED || this == UNTIL_CLOSE;
  }

  void begin(BodyFraming body, ResponseHeadParser head) {
    switch (this) {
      case EMPTY -> body.beginNone();
      case LENGTH -> body.beginLength(head.contentLength());
      case CHUNKED, DECODED -> body.beginChunked();
      case UNTIL_CLOSE -> body.beginUntilClose();
    }
  }
}
