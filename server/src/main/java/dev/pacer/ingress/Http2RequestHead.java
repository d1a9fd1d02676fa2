package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the fields of an HTTP/2 request as a head of HTTP/1.1, which then passes the same strict
/// parser as every other. What could be read there as more than one field is refused before.
final class Http2RequestHead {
  private static final AsciiString CONNECT = AsciiString.cached("CONNECT");
  private static final AsciiString ASTERISK = AsciiString.cached("*");
  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString COOKIE = AsciiString.cached("cookie");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

  private final Http2Headers fields;
  private final ByteBuf out;
  private final boolean hasBody;
  private @Nullable CharSequence host;
  private boolean lengthKnown;
  private boolean hasCookies;

  private Http2RequestHead(Http2Headers fields, boolean hasBody, ByteBuf out) {
    this.fields = fields;
    this.hasBody = hasBody;
    this.out = out;
  }

  /// Writes a whole head.
  ///
  /// @param hasBody whether more than the fields follows; without a declared length it will be chunked
  /// @throws MalformedFieldsException when HTTP/2 forbids these fields
  /// @throws RefusedException when they are well-formed, but not for this front door
  /// @return whether the body is to be sent in the chunked coding
  static boolean write(Http2Headers fields, boolean hasBody, ByteBuf out) {
    return new Http2RequestHead(fields, hasBody, out).write();
  }

  private boolean write() {
    requestLine();
    host = fields.authority();
    if (host != null) {
      Http2Fields.writeLine(HOST, host, out);
    }
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      if (name.isEmpty() || name.charAt(0) != ':') {
        line(name, field.getValue());
      }
    }
    cookies();
    boolean chunked = hasBody && !lengthKnown;
    ByteBufUtil.writeAscii(out, chunked ? "transfer-encoding: chunked\r\n\r\n" : "\r\n");
    return chunked;
  }

  private void requestLine() {
    Http2Fields.requireRequestPseudoFields(fields);
    CharSequence method = fields.method();
    CharSequence path = fields.path();
    if (method == null
        || path == null
        || fields.scheme() == null
        || path.isEmpty()
        || (path.charAt(0) != '/' && !ASTERISK.contentEquals(path))) {
      throw new MalformedFieldsException("A pseudo field is missing or empty");
    }
    if (CONNECT.contentEquals(method)) {
      throw new RefusedException(Refusal.METHOD_NOT_SUPPORTED);
    }
    Http2Fields.writeMethod(method, out);
    out.writeByte(' ');
    Http2Fields.writeTarget(path, out);
    ByteBufUtil.writeAscii(out, " HTTP/1.1\r\n");
  }

  private void line(CharSequence name, CharSequence value) {
    Http2Fields.requireEndToEnd(name, value);
    if (COOKIE.contentEquals(name)) {
      hasCookies = true;
      return;
    }
    if (HOST.contentEquals(name) && host != null) {
      if (!AsciiString.contentEqualsIgnoreCase(host, value)) {
        throw new MalformedFieldsException("Two hosts are named");
      }
      return;
    }
    lengthKnown |= CONTENT_LENGTH.contentEquals(name);
    Http2Fields.writeLine(name, value, out);
  }

  /// Cookies may come in several fields, but go on in one (RFC 9113 section 8.2.3).
  private void cookies() {
    if (!hasCookies) {
      return;
    }
    String separator = "cookie: ";
    for (CharSequence crumb : fields.getAll(COOKIE)) {
      ByteBufUtil.writeAscii(out, separator);
      Http2Fields.writeValue(crumb, out);
      separator = "; ";
    }
    ByteBufUtil.writeAscii(out, "\r\n");
  }
}
