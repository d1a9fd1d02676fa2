package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/// Puts one answer that comes as HTTP/2 into the form of HTTP/1.1, in which an [Exchange] takes it.
final class Http2AnswerReader {
  private final IngressLoop loop;
  private final Trailers trailers = new Trailers();
  private @Nullable AnswerShape shape;
  private boolean toHeadRequest;
  private long remaining;

  Http2AnswerReader(IngressLoop loop) {
    this.loop = loop;
  }

  void begin(boolean headRequest) {
    toHeadRequest = headRequest;
  }

  /// Whether the final answer's fields have come.
  boolean isBegun() {
    return shape != null;
  }

  /// Reads the fields of an answer, or of an answer before it.
  ///
  /// @throws MalformedFieldsException when HTTP/2 forbids them
  /// @throws RefusedException when the strict parser of HTTP/1.1 refuses them
  void head(Http2Headers fields, boolean end, Exchange exchange) {
    ByteBuf text = loop.scratch();
    Http2ResponseHead.write(fields, end, toHeadRequest, text);
    ResponseHeadParser head = loop.borrowResponseHead();
    try {
      if (!HeadBytes.read(head, text)) {
        throw new RefusedException(Refusal.HEAD_TOO_LARGE);
      }
      if (head.isInterim()) {
        interim(head, end, exchange);
      } else {
        shape = exchange.beginResponse(head);
        remaining = shape == AnswerShape.LENGTH ? head.contentLength() : 0;
      }
    } finally {
      loop.giveBack(head);
    }
  }

  /// Reads the fields behind the content.
  ///
  /// @throws MalformedFieldsException when HTTP/2 forbids them
  void trailers(Http2Headers fields) {
    Http2Fields.requireTrailers(fields);
    ByteBuf lines = loop.scratch();
    Http2Fields.writeLines(fields, lines);
    while (lines.isReadable()) {
      trailers.add(lines.readByte());
    }
  }

  /// Passes content on; takes the buffer.
  void content(ByteBuf content, Exchange exchange) {
    int length = content.readableBytes();
    remaining -= length;
    if (length == 0 || shape == AnswerShape.EMPTY) {
      content.release();
    } else if (shape == AnswerShape.CHUNKED) {
      exchange.responseBytes(ascii(content.alloc(), Integer.toHexString(length) + "\r\n"));
      exchange.responseBytes(content);
      exchange.responseBytes(ascii(content.alloc(), "\r\n"));
    } else {
      exchange.responseBytes(content);
    }
  }

  /// Whether less content has come than was declared.
  boolean isShort() {
    return shape == AnswerShape.LENGTH && remaining > 0;
  }

  /// Passes the end on.
  void end(Exchange exchange, Upstream upstream) {
    if (shape == AnswerShape.CHUNKED) {
      StringBuilder last = new StringBuilder("0\r\n");
      trailers.forEach(
          (name, value) -> last.append(name).append(": ").append(value).append("\r\n"));
      exchange.responseBytes(ascii(ByteBufAllocator.DEFAULT, last.append("\r\n")));
    }
    exchange.responseEnded(upstream, trailers, true);
  }

  private static void interim(ResponseHeadParser head, boolean end, Exchange exchange) {
    if (end || head.status() == 101) {
      throw new MalformedFieldsException("Not an answer before the answer");
    }
    exchange.interim(head);
  }

  private static ByteBuf ascii(ByteBufAllocator allocator, CharSequence text) {
    ByteBuf bytes = text.isEmpty() ? Unpooled.EMPTY_BUFFER : allocator.ioBuffer(text.length());
    ByteBufUtil.writeAscii(bytes, text);
    return bytes;
  }
}
