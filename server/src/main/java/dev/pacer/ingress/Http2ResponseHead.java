package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;

/// Writes the fields of an HTTP/2 answer as a head of HTTP/1.1, see [Http2RequestHead].
final class Http2ResponseHead {
  private static final AsciiString STATUS = AsciiString.cached(":status");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

  private Http2ResponseHead() {}

  /// Writes a whole head.
  ///
  /// @param end whether nothing follows the fields
  /// @throws MalformedFieldsException when HTTP/2 forbids these fields
  static void write(Http2Headers fields, boolean end, boolean toHeadRequest, ByteBuf out) {
    CharSequence status = fields.status();
    if (status == null || status.length() != 3) {
      throw new MalformedFieldsException("There is no status");
    }
    ByteBufUtil.writeAscii(out, "HTTP/1.1 ");
    Http2Fields.writeMethod(status, out);
    ByteBufUtil.writeAscii(out, " \r\n");
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      line(field.getKey(), field.getValue(), out);
    }
    ByteBufUtil.writeAscii(out, framing(fields, status, end, toHeadRequest));
    ByteBufUtil.writeAscii(out, "\r\n");
  }

  private static void line(CharSequence name, CharSequence value, ByteBuf out) {
    if (STATUS.contentEquals(name)) {
      return;
    }
    Http2Fields.requireEndToEnd(name, value);
    Http2Fields.writeLine(name, value, out);
  }

  /// How the body ends must be said, or it would last until the end of a connection.
  private static String framing(
      Http2Headers fields, CharSequence status, boolean end, boolean toHeadRequest) {
    boolean never = status.charAt(0) == '1' || toHeadRequest || "304".contentEquals(status);
    if (never || fields.contains(CONTENT_LENGTH)) {
      return "";
    }
    return end ? "content-length: 0\r\n" : "transfer-encoding: chunked\r\n";
  }
}
