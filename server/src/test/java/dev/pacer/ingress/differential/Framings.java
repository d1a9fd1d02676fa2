package dev.pacer.ingress.differential;

import java.util.ArrayList;
import java.util.List;

/// Requests whose body has more than one possible end (RFC 9112 section 6): every way to say a length
/// beside every way to say chunked, each before bodies that hide a second request.
final class Framings {
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n";

  private static final List<String> LENGTHS =
      List.of(
          "5",
          "+5",
          "-5",
          "05",
          " 5",
          "5 ",
          "5\t",
          "\u000b5",
          "5\u000b",
          "5\0",
          "0x5",
          "5h",
          "5,5",
          "5, 6",
          "5;",
          "5 5",
          "",
          "5.0",
          "5e0",
          "\u00d9\u00a5",
          "0",
          "00",
          "-0",
          "+0",
          "4294967301",
          "9223372036854775813",
          "18446744073709551621",
          "99999999999999999999999",
          "\"5\"",
          "1_0",
          "5\r\n ",
          "5\r\n\t6",
          "5\r\nContent-Length: 5",
          "5\r\nContent-Length: 0",
          "0\r\nContent-Length: 5",
          "5\r\ncontent_length: 0",
          "5\r\nContent-Length : 0",
          "5\r\n Content-Length: 0",
          "5\nContent-Length: 0",
          "5\rContent-Length: 0",
          "\u00a05",
          "NaN");

  private static final List<String> CODINGS =
      List.of(
          "chunked",
          "Chunked",
          "CHUNKED",
          "chunKed",
          "\tchunked",
          "chunked ",
          "chunked\t",
          "\u000bchunked",
          "chunked\u000b",
          "\fchunked",
          "\"chunked\"",
          "'chunked'",
          "chunked,",
          ",chunked",
          "chunked, chunked",
          "chunked,chunked",
          "identity",
          "identity, chunked",
          "chunked, identity",
          "gzip, chunked",
          "chunked, gzip",
          "gzip",
          "deflate",
          "x",
          "xchunked",
          "chunkedx",
          "chunk",
          "chunked;q=1",
          "chunked ; a=b",
          "chunked\0",
          "\0chunked",
          "",
          " ",
          "cow",
          "trailers",
          "chu\tnked",
          "chu nked",
          "\u00a0chunked",
          "chunked\u00a0",
          "\u00effchunked",
          "chunked\r",
          "chunked\r\n ",
          "\r\n chunked",
          "x\r\n chunked",
          "chunked\r\n x",
          "gzip\r\nTransfer-Encoding: chunked",
          "chunked\r\nTransfer-Encoding: chunked",
          "chunked\r\nTransfer-Encoding: identity",
          "identity\r\nTransfer-Encoding: chunked",
          "chunked\r\nTransfer-Encoding:",
          "chunked\r\ntransfer_encoding: x",
          "\nTransfer-Encoding: chunked",
          "chunked\rX: y",
          "\u00e2\u0084\u00aaunked");

  private static final List<String> METHODS = List.of("POST", "GET");

  private Framings() {}

  static List<HostileString> all() {
    List<HostileString> all = new ArrayList<>();
    // What is too large for a server is answered before its body, which is then nobody's.
    String large = SMUGGLED.repeat(40);
    String expecting = "Expect: 100-continue";
    all.add(
        new HostileString(
            "continue", head("POST", "Content-Length: " + length(large), expecting) + large));
    for (String method : METHODS) {
      for (String length : LENGTHS) {
        add(all, "length", head(method, "Content-Length: " + length));
        add(
            all,
            "length, chunked",
            head(method, "Content-Length: " + length, "Transfer-Encoding: chunked"));
        add(
            all,
            "chunked, length",
            head(method, "Transfer-Encoding: chunked", "Content-Length: " + length));
      }
      for (String coding : CODINGS) {
        add(all, "coding", head(method, "Transfer-Encoding: " + coding));
        add(
            all,
            "coding, length",
            head(method, "Transfer-Encoding: " + coding, "Content-Length: 5"));
        add(
            all,
            "length, coding",
            head(method, "Content-Length: 5", "Transfer-Encoding: " + coding));
      }
    }
    for (String method :
        List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "DELETE", "PATCH", "X")) {
      add(all, "method with a length", head(method, "Content-Length: 5"));
      add(all, "method with chunks", head(method, "Transfer-Encoding: chunked"));
      add(all, "method with neither", head(method));
      add(all, "HTTP/1.0 with a length", before11(head(method, "Content-Length: 5")));
      add(all, "HTTP/1.0 with chunks", before11(head(method, "Transfer-Encoding: chunked")));
      add(
          all,
          "HTTP/1.0, kept alive",
          before11(head(method, "Connection: keep-alive", "Content-Length: 5")));
    }
    return all;
  }

  private static String head(String method, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return method + " / HTTP/1.1\r\nHost: {host}\r\n" + lines + "\r\n";
  }

  private static String before11(String head) {
    return head.replace("HTTP/1.1", "HTTP/1.0");
  }

  private static void add(List<HostileString> all, String family, String head) {
    String ended = "0\r\n\r\n" + SMUGGLED;
    String sizeLine = Integer.toHexString(length(SMUGGLED)) + "\r\n";
    // As a length of five, and as chunks, it ends where the other view does not.
    all.add(new HostileString(family, head + "hello"));
    all.add(new HostileString(family, head + "5\r\nhello\r\n0\r\n\r\n"));
    all.add(new HostileString(family, head + ended));
    all.add(new HostileString(family, head + sizeLine + SMUGGLED + "\r\n0\r\n\r\n"));
    if (head.contains("Content-Length: 5")) {
      // Lengths that make sense to whoever goes by them.
      all.add(new HostileString(family, withLength(head, length(ended)) + ended));
      all.add(
          new HostileString(
              family, withLength(head, sizeLine.length()) + sizeLine + SMUGGLED + "\r\n0\r\n\r\n"));
    }
  }

  private static String withLength(String head, int length) {
    return head.replace("Content-Length: 5", "Content-Length: " + length);
  }

  /// All hosts are of this length.
  private static int length(String text) {
    return text.replace("{host}", "lane-00.test").length();
  }
}
