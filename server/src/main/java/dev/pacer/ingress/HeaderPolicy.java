package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pacer.ingress.http1.HeadParser;
import dev.pacer.ingress.http1.HeaderName;
import dev.pacer.ingress.http1.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Which header lines of a message go on to its other side. Lines that stay together are copied
/// together.
enum HeaderPolicy {
  REQUEST(withRoles(HeaderName.Role.HOP_BY_HOP, HeaderName.Role.FORWARDING)),
  /// A client of HTTP/1.0 cannot be told to continue (RFC 9110 section 10.1.1).
  REQUEST_BEFORE_HTTP_1_1(with(REQUEST.dropped, HeaderName.EXPECT)),
  /// `Upgrade` goes on, and `Connection` is written anew.
  REQUEST_TO_UPGRADE(without(REQUEST.dropped, HeaderName.UPGRADE)),
  RESPONSE(withRoles(HeaderName.Role.HOP_BY_HOP)),
  /// Interim answers and 204 never declare a body (RFC 9110 section 8.6, RFC 9112 section 6.1).
  RESPONSE_WITHOUT_BODY(
      with(RESPONSE.dropped, HeaderName.CONTENT_LENGTH, HeaderName.TRANSFER_ENCODING)),
  /// HTTP/2 frames bodies itself (RFC 9113 section 8.2.2).
  RESPONSE_TO_HTTP_2(with(RESPONSE.dropped, HeaderName.TRANSFER_ENCODING)),
  RESPONSE_TO_UPGRADE(without(RESPONSE_WITHOUT_BODY.dropped, HeaderName.UPGRADE)),
  /// The chunked coding is taken off, and with it its trailers.
  RESPONSE_WITHOUT_CODING(with(RESPONSE.dropped, HeaderName.TRANSFER_ENCODING, HeaderName.TRAILER));

  private static final byte[] TRAILERS = "trailers".getBytes(US_ASCII);

  @SuppressWarnings("ImmutableEnumChecker") // Filled once, never handed out.
  private final Set<HeaderName> dropped;

  HeaderPolicy(Set<HeaderName> dropped) {
    this.dropped = dropped;
  }

  static HeaderPolicy ofRequest(RequestHeadParser head, boolean upgrade) {
    if (upgrade) {
      return REQUEST_TO_UPGRADE;
    }
    return head.isBeforeHttp11() ? REQUEST_BEFORE_HTTP_1_1 : REQUEST;
  }

  void copyLines(HeadParser head, ByteBuf out) {
    int headers = head.headerCount();
    int header = 0;
    while (header < headers) {
      if (!keeps(head, header)) {
        header++;
        continue;
      }
      int runStart = head.lineStart(header);
      while (header + 1 < headers && keeps(head, header + 1)) {
        header++;
      }
      out.writeBytes(head.bytes(), runStart, head.lineEnd(header) - runStart);
      header++;
    }
  }

  boolean keeps(HeadParser head, int header) {
    HeaderName name = head.header(header);
    if (name == HeaderName.TE) {
      // Trailers pass through here, so what the client says of them is true of us (gRPC needs it).
      return head.valueIs(header, TRAILERS);
    }
    return !dropped.contains(name) && !head.isNamedByConnection(header);
  }

  private static Set<HeaderName> withRoles(HeaderName.Role... roles) {
    Set<HeaderName> names = EnumSet.noneOf(HeaderName.class);
    for (HeaderName name : HeaderName.values()) {
      if (Arrays.asList(roles).contains(name.role())) {
        names.add(name);
      }
    }
    return names;
  }

  private static Set<HeaderName> without(Set<HeaderName> base, HeaderName kept) {
    Set<HeaderName> names = EnumSet.copyOf(base);
    names.remove(kept);
    return names;
  }

  private static Set<HeaderName> with(Set<HeaderName> base, HeaderName... more) {
    Set<HeaderName> names = EnumSet.copyOf(base);
    names.addAll(Arrays.asList(more));
    return names;
  }
}
