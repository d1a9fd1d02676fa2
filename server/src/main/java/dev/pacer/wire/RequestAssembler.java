package dev.pacer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gathers one request from its parts and refuses it as soon as it is known to be wrong. Used on one
/// event loop.
final class RequestAssembler {

  private final io.netty.handler.codec.http.HttpRequest head;
  private final int bodyLimit;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  /// @throws AwsException when the head alone shows that the request cannot be taken
  RequestAssembler(io.netty.handler.codec.http.HttpRequest head, int bodyLimit) {
    this.head = head;
    this.bodyLimit = bodyLimit;
    if (head.decoderResult().isFailure()) {
      throw unreadable();
    }
    if (head.protocolVersion().majorVersion() != 1) {
      throw AwsException.malformedHttpRequest("Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    }
    if (HttpUtil.getContentLength(head, 0L) > bodyLimit) {
      throw tooLarge();
    }
  }

  static AwsException unreadable() {
    return AwsException.malformedHttpRequest(
        "The HTTP request could not be read: it is malformed or its head is too long.");
  }

  /// Whether the peer waits for a go-ahead before it sends the body.
  boolean expectsContinue() {
    return HttpUtil.is100ContinueExpected(head);
  }

  /// Whether the peer wants to use the connection again.
  boolean keepsAlive() {
    return HttpUtil.isKeepAlive(head);
  }

  /// Takes a part of the body.
  ///
  /// @throws AwsException when the body grows past the limit
  void add(ByteBuf part) {
    int length = part.readableBytes();
    if (body.size() + length > bodyLimit) {
      throw tooLarge();
    }
    if (length > 0) {
      byte[] bytes = new byte[length];
      part.getBytes(part.readerIndex(), bytes);
      body.writeBytes(bytes);
    }
  }

  /// The request, once all of it is here.
  HttpRequest request(InetSocketAddress peer) {
    String target = originForm(head.uri());
    int question = target.indexOf('?');
    return new HttpRequest(
        head.method().name(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers(),
        body.toByteArray(),
        peer);
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : head.headers()) {
      headers
          .computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
          .add(header.getValue());
    }
    return headers;
  }

  /// The target without scheme and authority, which a client that takes this for a proxy sends.
  private static String originForm(String target) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  private AwsException tooLarge() {
    return AwsException.requestEntityTooLarge(
        "The request body is longer than " + bodyLimit + " bytes.");
  }
}
