package dev.pacer.ingress;

import dev.pacer.ingress.http1.AcceptField;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// An [OwnAnswer] to one request: a page for browsers, short text for all others. `x-request-id` leads
/// to the request's line in the access log.
///
/// @param requestId see [RequestId]
/// @param asPage whether the client is a browser
record OwnReply(OwnAnswer answer, String requestId, boolean asPage) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// @param accept the value of the request's `Accept`, empty when it has none
  static OwnReply to(byte[] accept, RequestId id, OwnAnswer answer) {
    return new OwnReply(answer, id.uuid().toString(), AcceptField.prefersHtml(accept));
  }

  /// @param withBody false for HEAD: the length is declared, the body left out
  ByteBuf write(
      ByteBufAllocator allocator,
      Instant now,
      HeadWriter.ConnectionLine connection,
      boolean withBody) {
    String body = asPage ? OwnPage.html(answer, requestId) : answer.text();
    StringBuilder out = new StringBuilder(400 + body.length());
    out.append("HTTP/1.1 ").append(HttpResponseStatus.valueOf(answer.status())).append("\r\n");
    out.append("server: pacer\r\ndate: ").append(DATE.format(now)).append("\r\n");
    out.append("x-pacer-reason: ").append(answer.reason()).append("\r\n");
    out.append("x-request-id: ").append(requestId).append("\r\n");
    if (!answer.location().isEmpty()) {
      out.append("location: ").append(answer.location()).append("\r\n");
    }
    if (!body.isEmpty()) {
      out.append("content-type: text/").append(asPage ? "html" : "plain");
      out.append("; charset=utf-8\r\n");
    }
    out.append("content-length: ").append(body.length()).append("\r\n");
    switch (connection) {
      case NONE -> {}
      case CLOSE -> out.append("connection: close\r\n");
      case KEEP_ALIVE -> out.append("connection: keep-alive\r\n");
      case UPGRADE -> throw new IllegalArgumentException("An own answer switches no protocol");
    }
    out.append("\r\n").append(withBody ? body : "");
    ByteBuf bytes = allocator.ioBuffer(out.length());
    ByteBufUtil.writeAscii(bytes, out);
    return bytes;
  }
}
