package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// An answer that the front door gives itself. `x-pacer-reason` carries the reason as one word.
///
/// @param status the status code
/// @param reason the word
/// @param text the body, for a person to read; may be empty
record OwnAnswer(int status, String reason, String text) {

  /// As App Runner's router answers for a name that it does not know: without a body.
  static final OwnAnswer UNKNOWN_HOST = new OwnAnswer(404, "unknown-host", "");

  static final OwnAnswer NO_INSTANCE =
      new OwnAnswer(503, "no-instance", "The service has no healthy instance at the moment.\n");
  static final OwnAnswer CONNECT_FAILED =
      new OwnAnswer(
          503,
          "connect-failed",
          "upstream connect error or disconnect/reset before headers. reset reason: connection failure\n");
  static final OwnAnswer UPSTREAM_CLOSED =
      new OwnAnswer(
          502,
          "upstream-closed",
          "The instance closed its connection before it answered to the end of the headers.\n");
  static final OwnAnswer BAD_RESPONSE =
      new OwnAnswer(502, "bad-response", "The instance's answer is not valid HTTP/1.1.\n");
  static final OwnAnswer UPSTREAM_TIMEOUT =
      new OwnAnswer(504, "upstream-timeout", "The instance did not answer in time.\n");
  static final OwnAnswer HEAD_TIMEOUT =
      new OwnAnswer(408, "head-timeout", "The request's headers took too long.\n");
  static final OwnAnswer BODY_TIMEOUT =
      new OwnAnswer(408, "body-timeout", "The request's body took too long.\n");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static OwnAnswer to(Refusal refusal) {
    return new OwnAnswer(
        refusal.status(), refusal.word(), "The request was refused: " + refusal.word() + ".\n");
  }

  /// @param withBody false for HEAD: the length is declared, the body left out
  ByteBuf write(
      ByteBufAllocator allocator,
      Instant now,
      HeadWriter.ConnectionLine connection,
      boolean withBody) {
    StringBuilder out = new StringBuilder(320);
    out.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status)).append("\r\n");
    out.append("server: pacer\r\ndate: ").append(DATE.format(now)).append("\r\n");
    out.append("x-pacer-reason: ").append(reason).append("\r\n");
    if (!text.isEmpty()) {
      out.append("content-type: text/plain; charset=utf-8\r\n");
    }
    out.append("content-length: ").append(text.length()).append("\r\n");
    switch (connection) {
      case NONE -> {}
      case CLOSE -> out.append("connection: close\r\n");
      case KEEP_ALIVE -> out.append("connection: keep-alive\r\n");
      case UPGRADE -> throw new IllegalArgumentException("An own answer switches no protocol");
    }
    out.append("\r\n").append(withBody ? text : "");
    ByteBuf bytes = allocator.ioBuffer(out.length());
    ByteBufUtil.writeAscii(bytes, out);
    return bytes;
  }
}
