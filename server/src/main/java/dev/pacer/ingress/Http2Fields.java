package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pacer.ingress.http1.HeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import dev.pacer.ingress.http1.Syntax;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fields between HTTP/2, where they are pairs, and HTTP/1.1, where they are lines.
final class Http2Fields {
  /// RFC 9113 section 8.2.2.
  private static final Set<AsciiString> OF_ONE_CONNECTION =
      Set.of(
          AsciiString.cached("connection"),
          AsciiString.cached("proxy-connection"),
          AsciiString.cached("keep-alive"),
          AsciiString.cached("transfer-encoding"),
          AsciiString.cached("upgrade"));

  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString TE = AsciiString.cached("te");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");

  private Http2Fields() {}

  /// @throws MalformedFieldsException when a pseudo field is unknown or there twice
  static void requireRequestPseudoFields(Http2Headers fields) {
    int seen = 0;
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      if (name.isEmpty() || name.charAt(0) != ':') {
        continue;
      }
      int bit = pseudoBit(AsciiString.of(name));
      if ((seen & bit) != 0) {
        throw new MalformedFieldsException("A pseudo field is there twice");
      }
      seen |= bit;
    }
  }

  /// @throws MalformedFieldsException when there is a pseudo field, or one that belongs to a connection
  static void requireTrailers(Http2Headers fields) {
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      CharSequence name = field.getKey();
      if (name.isEmpty() || name.charAt(0) == ':') {
        throw new MalformedFieldsException("A pseudo field among the trailers");
      }
      requireEndToEnd(name, field.getValue());
    }
  }

  /// @throws MalformedFieldsException when a field belongs to one connection of HTTP/1.1
  static void requireEndToEnd(CharSequence name, CharSequence value) {
    AsciiString field = AsciiString.of(name);
    if (OF_ONE_CONNECTION.contains(field)
        || (TE.contentEquals(field) && !TRAILERS.contentEqualsIgnoreCase(value))) {
      throw new MalformedFieldsException("A field of HTTP/1.1 connections");
    }
  }

  /// Writes `name: value` with its line end.
  ///
  /// @throws MalformedFieldsException when they do not have the syntax of RFC 9113 section 8.2.1
  static void writeLine(CharSequence name, CharSequence value, ByteBuf out) {
    AsciiString bytes = AsciiString.of(name);
    require(Syntax.isFieldName(bytes.array(), bytes.arrayOffset(), bytes.length()));
    write(bytes, out);
    out.writeByte(':').writeByte(' ');
    writeValue(value, out);
    out.writeByte('\r').writeByte('\n');
  }

  static void writeMethod(CharSequence method, ByteBuf out) {
    AsciiString bytes = AsciiString.of(method);
    require(!bytes.isEmpty() && Syntax.isToken(bytes.array(), bytes.arrayOffset(), bytes.length()));
    write(bytes, out);
  }

  static void writeTarget(CharSequence target, ByteBuf out) {
    AsciiString bytes = AsciiString.of(target);
    require(Syntax.isTarget(bytes.array(), bytes.arrayOffset(), bytes.length()));
    write(bytes, out);
  }

  static void writeValue(CharSequence value, ByteBuf out) {
    AsciiString bytes = AsciiString.of(value);
    require(Syntax.isFieldValue(bytes.array(), bytes.arrayOffset(), bytes.length()));
    write(bytes, out);
  }

  /// Writes trailer fields as lines.
  static void writeLines(Http2Headers fields, ByteBuf out) {
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      writeLine(field.getKey(), field.getValue(), out);
    }
  }

  /// The fields of an answer, as they go to a client of HTTP/2.
  static Http2Headers ofAnswer(ResponseHeadParser head, HeaderPolicy policy) {
    Http2Headers fields = new DefaultHttp2Headers(false, head.headerCount() + 1);
    fields.status(AsciiString.of(Integer.toString(head.status())));
    for (int header = 0; header < head.headerCount(); header++) {
      if (policy.keeps(head, header)) {
        fields.add(
            text(head, head.lineStart(header), head.nameEnd(header)).toLowerCase(),
            text(head, head.valueStart(header), head.valueEnd(header)));
      }
    }
    return fields;
  }

  /// The fields of a request whose head is written for an instance that speaks HTTP/1.1.
  ///
  /// @param lines the head, in the front door's own words
  static Http2Headers ofRequest(ByteBuf lines) {
    List<String> all = lines.toString(ISO_8859_1).lines().toList();
    String start = all.getFirst();
    int target = start.indexOf(' ') + 1;
    Http2Headers fields = new DefaultHttp2Headers(false, all.size() + 4);
    fields.method(start.substring(0, target - 1)).scheme("http");
    fields.path(AsciiString.of(start.substring(target, start.lastIndexOf(' '))));
    for (String line : all.subList(1, all.size() - 1)) {
      int colon = line.indexOf(':');
      AsciiString name = AsciiString.of(line.substring(0, colon)).toLowerCase();
      AsciiString value = AsciiString.of(line.substring(colon + 1).strip());
      if (HOST.contentEquals(name)) {
        fields.authority(value);
      } else if (!OF_ONE_CONNECTION.contains(name)) {
        fields.add(name, value);
      }
    }
    return fields;
  }

  static Http2Headers ofTrailers(Trailers trailers) {
    Http2Headers fields = new DefaultHttp2Headers(false);
    trailers.forEach(
        (name, value) -> fields.add(AsciiString.of(name).toLowerCase(), AsciiString.of(value)));
    return fields;
  }

  private static AsciiString text(HeadParser head, int from, int to) {
    return new AsciiString(head.bytes(), from, to - from, true);
  }

  private static int pseudoBit(AsciiString name) {
    return switch (name.toString()) {
      case ":method" -> 1;
      case ":path" -> 2;
      case ":scheme" -> 4;
      case ":authority" -> 8;
      default -> throw new MalformedFieldsException("An unknown pseudo field");
    };
  }

  private static void write(AsciiString bytes, ByteBuf out) {
    ByteBufUtil.copy(bytes, 0, out, bytes.length());
  }

  private static void require(boolean wellFormed) {
    if (!wellFormed) {
      throw new MalformedFieldsException("A field holds bytes that it must not");
    }
  }
}
