package dev.pacer.ingress.differential;

import java.util.ArrayList;
import java.util.List;

/// Field lines that parsers overlook, join or read as other fields (RFC 9112 section 5, RFC 9110
/// sections 7 and 10).
final class Fields {
  private static final List<String> BODY_NAMES =
      List.of(
          "Content-Length: 5",
          "content-length:5",
          "CONTENT-LENGTH:\t5",
          "Content_Length: 5",
          "Content-Length : 5",
          "Content-Length\t: 5",
          " Content-Length: 5",
          "\tContent-Length: 5",
          "Content-Length\0: 5",
          "Content\0-Length: 5",
          "Content-Length\u000b: 5",
          "\u000bContent-Length: 5",
          "Content-Length:\u000b5",
          "Content-Length:\u00a05",
          "Content-Length\u00a0: 5",
          "Content-Length:\r\n 5",
          "Content-Length\r\n: 5",
          "Content-\r\n Length: 5",
          "Content-Length",
          "Content-Length 5",
          "Content-Length;: 5",
          "Content-Length=5",
          "Content Length: 5",
          "Content-Length:: 5",
          ":Content-Length: 5",
          "X: y\nContent-Length: 5",
          "X: y\rContent-Length: 5",
          "X: y\r\n\tContent-Length: 5",
          "X:\r\nContent-Length: 5",
          "X\r\nContent-Length: 5",
          "X: \0\r\nContent-Length: 5",
          "Content-Length: 5\r\n\u0085",
          ": 5\r\nContent-Length: 5",
          "Transfer-Encoding: chunked",
          "Transfer_Encoding: chunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding\t:chunked",
          " Transfer-Encoding: chunked",
          "Transfer-Encoding\0: chunked",
          "Transfer-Encoding:\r\n chunked",
          "Transfer\u00adEncoding: chunked",
          "TRANSFER-ENCODING:chunked",
          "X: y\nTransfer-Encoding: chunked",
          "X: y\rTransfer-Encoding: chunked",
          "Transfer-Encoding:chunked\r\nTE: chunked",
          "X-Transfer-Encoding: chunked",
          "\u00ef\u00bb\u00bfTransfer-Encoding: chunked",
          "\"Transfer-Encoding\": chunked");

  private static final List<String> HOSTS =
      List.of(
          "Host: {host}",
          "Host:{host}",
          "Host:\t{host}\t",
          "HOST: {host}",
          "Host : {host}",
          " Host: {host}",
          "Host: {host}\r\nHost: {host}",
          "Host: {host}\r\nHost: other.test",
          "Host: other.test\r\nHost: {host}",
          "Host: {host}, other.test",
          "Host: {host} other.test",
          "Host: user@{host}",
          "Host: {host}:80",
          "Host: {host}:0",
          "Host: {host}:",
          "Host: {host}:99999",
          "Host: {host}:999999",
          "Host: {host}:8x",
          "Host: {host}.",
          "Host: {host}..",
          "Host: {host}/",
          "Host: {host}/x",
          "Host: {host}?x",
          "Host: {host}#x",
          "Host: {host}\0",
          "Host: \0{host}",
          "Host: {host}\u000b",
          "Host: {host}\u00e9",
          "Host: http://{host}",
          "Host: [::1]",
          "Host: [::1]:80",
          "Host: [::1",
          "Host: 127.0.0.1",
          "Host:",
          "Host",
          "H\u00f6st: {host}",
          "Host: {host}\r\n :80",
          "Host:\r\n {host}",
          "Host: {host}\\other",
          "X: y",
          "Host: {host}%00",
          "Host: {host}\r\nX-Forwarded-Host: other.test",
          "Host: {host}\nHost: other.test",
          "_Host: {host}");

  private static final List<String> OTHERS =
      List.of(
          "Connection: close",
          "Connection: keep-alive",
          "Connection: close, keep-alive",
          "Connection: host",
          "Connection: content-length",
          "Connection: transfer-encoding",
          "Connection: Content-Length, Host",
          "Connection: close\r\nConnection: keep-alive",
          "Connection:",
          "Connection: ,,,",
          "Connection: \"close\"",
          "Connection : close",
          "Connection: expect",
          "Connection: te, trailer",
          "Connection: x-request-id",
          "Connection: x-forwarded-for",
          "Proxy-Connection: keep-alive",
          "Keep-Alive: timeout=1, max=1",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
          "Upgrade: h2c",
          "Upgrade: h2c\r\nConnection: upgrade",
          "Upgrade: websocket\r\nConnection: Upgrade",
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Upgrade: TLS/1.0\r\nConnection: Upgrade",
          "Expect: 100-continue",
          "Expect: 100-Continue",
          "Expect: 100-continue, x",
          "Expect: 200-ok",
          "Expect:",
          "Expect: 100-continue\r\nExpect: x",
          "TE: chunked",
          "TE: trailers, chunked;q=0.5",
          "Trailer: Content-Length",
          "Trailer: Host",
          "X-Forwarded-For: 1\r\n 2",
          "X_Forwarded_For: 1",
          "X-HTTP-Method-Override: PUT",
          "Range: bytes=0-0",
          "Max-Forwards: 0",
          "Content-Type: multipart/byteranges; boundary=x",
          "Content-Encoding: chunked",
          "Accept-Encoding: chunked",
          "Cookie: a=\0",
          "X: " + "y".repeat(9_000),
          "X: y\r\n".repeat(150) + "Z: z",
          "x".repeat(300) + ": y",
          "X: \u0080\u00ff",
          "X: a\u007fb",
          "X:\u0001",
          "()<>@: y",
          "X: y\r\n  z",
          "@: y");

  private static final List<String> BODIES = List.of("", "hello", "5\r\nhello\r\n0\r\n\r\n");

  private Fields() {}

  static List<HostileString> all() {
    List<HostileString> all = new ArrayList<>();
    for (String body : BODIES) {
      for (String field : BODY_NAMES) {
        add(all, "body's field", "POST / HTTP/1.1", "Host: {host}\r\n" + field, body);
        add(all, "body's field, first", "POST / HTTP/1.1", field + "\r\nHost: {host}", body);
        add(all, "body's field of GET", "GET / HTTP/1.1", "Host: {host}\r\n" + field, body);
        add(all, "body's field in HTTP/1.0", "POST / HTTP/1.0", "Host: {host}\r\n" + field, body);
        add(
            all,
            "body's field beside a length",
            "POST / HTTP/1.1",
            "Host: {host}\r\nContent-Length: 0\r\n" + field,
            body);
      }
    }
    for (String host : HOSTS) {
      add(all, "host", "GET / HTTP/1.1", host, "");
      add(all, "host, HTTP/1.0", "GET / HTTP/1.0", host, "");
      add(all, "host, absolute", "GET http://{host}/ HTTP/1.1", host, "");
      add(all, "host before a body", "POST / HTTP/1.1", host + "\r\nContent-Length: 5", "hello");
    }
    for (String field : OTHERS) {
      add(all, "field", "GET / HTTP/1.1", "Host: {host}\r\n" + field, "");
      add(all, "field, HTTP/1.0", "GET / HTTP/1.0", "Host: {host}\r\n" + field, "");
      add(
          all,
          "field, length",
          "POST / HTTP/1.1",
          "Host: {host}\r\nContent-Length: 5\r\n" + field,
          "hello");
      add(
          all,
          "field, chunks",
          "POST / HTTP/1.1",
          "Host: {host}\r\nTransfer-Encoding: chunked\r\n" + field,
          BODIES.getLast());
    }
    return all;
  }

  private static void add(
      List<HostileString> all, String family, String line, String fields, String body) {
    all.add(new HostileString(family, line + "\r\n" + fields + "\r\n\r\n" + body));
  }
}
