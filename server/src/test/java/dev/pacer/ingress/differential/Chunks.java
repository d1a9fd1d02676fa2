package dev.pacer.ingress.differential;

import java.util.ArrayList;
import java.util.List;

/// Chunked bodies that parsers end at different places (RFC 9112 section 7.1). Each hides a request
/// where a lenient reader would find its next chunk, or the end.
final class Chunks {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n";

  private static final List<String> SIZES =
      List.of(
          "5",
          "05",
          "005",
          "0000000000000005",
          "00000000000000005",
          "0x5",
          "0X5",
          "+5",
          "-5",
          " 5",
          "\t5",
          "5 ",
          "5\t",
          "5\u000b",
          "5\0",
          "\u000b5",
          "5;",
          "5;a",
          "5;a=b",
          "5 ;a=b",
          "5; a=b",
          "5;a=\"b\"",
          "5;a=\"\r\n\"",
          "5;a=\"\n",
          "5;a\n",
          "5;a\r",
          "5;\0",
          "5;\u00ff",
          "5;" + "a".repeat(300),
          "5;a=b;c=d",
          "5,",
          "5x",
          "5.0",
          "5e",
          "\"5\"",
          "",
          "g",
          "FFFFFFFFFFFFFFFF5",
          "100000005",
          "10000000000000005",
          "ffffffffffffffff",
          "fffffffffffffffb",
          "80000000",
          "7fffffffffffffff",
          "\u00d9\u00a5",
          "\r5",
          "\n5",
          "\r\n5",
          "5\r\n",
          "5\\",
          "5#",
          "5\u00a0",
          "5\u0085",
          "5;;",
          "5;=",
          "5;\t",
          "5\r;",
          "0\r\n5");

  private static final List<String> SIZE_ENDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\r\n",
          "\n\r\n",
          "\r\n\n",
          " \r\n",
          "\u000b\r\n",
          "\0\r\n",
          "\rX",
          "");

  private static final List<String> DATA_ENDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "",
          "XX",
          "X\r\n",
          "\r\nX",
          "\n\n",
          "\r\r\n",
          " \r\n",
          "\r\n\r\n",
          "\rX",
          "\0\0");

  private static final List<String> ENDS =
      List.of(
          "0\r\n\r\n",
          "0\r\n\n",
          "0\n\r\n",
          "0\n\n",
          "0\r\r",
          "0\r\n",
          "0",
          "00\r\n\r\n",
          "000000000000000000\r\n\r\n",
          "0;a=b\r\n\r\n",
          "0 \r\n\r\n",
          "-0\r\n\r\n",
          "+0\r\n\r\n",
          "0x0\r\n\r\n",
          "0\r\nX: y\r\n\r\n",
          "0\r\nX: y\n\n",
          "0\r\nX: y\n\r\n",
          "0\r\n X: y\r\n\r\n",
          "0\r\nX : y\r\n\r\n",
          "0\r\nX\r\n\r\n",
          "0\r\n: y\r\n\r\n",
          "0\r\nX: y\r\n z\r\n\r\n",
          "0\r\nX: \0\r\n\r\n",
          "0\r\nContent-Length: 44\r\n\r\n",
          "0\r\ncontent_length: 44\r\n\r\n",
          "0\r\nTransfer-Encoding: chunked\r\n\r\n",
          "0\r\nHost: other.test\r\n\r\n",
          "0\r\nConnection: close\r\n\r\n",
          "0\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n",
          "0\r\nTrailer: x\r\n\r\n",
          "0\r\nExpect: 100-continue\r\n\r\n",
          "0\r\n\rX",
          "0\r\n\r",
          "0\r\n0\r\n\r\n",
          "0\r\n\r\n0\r\n\r\n",
          "\r\n\r\n",
          "0\r\nX: " + "y".repeat(9_000) + "\r\n\r\n",
          "0\r\n" + "X: y\r\n".repeat(200) + "\r\n",
          "0\r\nGET / HTTP/1.1\r\n\r\n",
          "g\r\n\r\n",
          "0\0\r\n\r\n",
          "0\r\nUpgrade: h2c\r\n\r\n");

  private Chunks() {}

  static List<HostileString> inTwo() {
    return all().stream().map(HostileString::cutInTwo).toList();
  }

  static List<HostileString> all() {
    List<HostileString> all = new ArrayList<>();
    for (String size : SIZES) {
      for (String end : SIZE_ENDS) {
        all.add(
            new HostileString(
                "chunk's size and its end", HEAD + size + end + "hello\r\n0\r\n\r\n"));
      }
      all.add(new HostileString("chunk's size", HEAD + size + "\r\nhello\r\n0\r\n\r\n" + SMUGGLED));
      all.add(
          new HostileString(
              "second chunk's size", HEAD + "1\r\na\r\n" + size + "\r\nhello\r\n0\r\n\r\n"));
    }
    for (String dataEnd : DATA_ENDS) {
      for (String end : ENDS) {
        all.add(new HostileString("chunk's end and the last", HEAD + "5\r\nhello" + dataEnd + end));
      }
      all.add(
          new HostileString("chunk's end", HEAD + "5\r\nhello" + dataEnd + SMUGGLED + "0\r\n\r\n"));
    }
    for (String end : ENDS) {
      all.add(new HostileString("last chunk", HEAD + end + SMUGGLED));
      all.add(new HostileString("last chunk alone", HEAD + end));
      all.add(
          new HostileString("last chunk of a GET", HEAD.replace("POST", "GET") + end + SMUGGLED));
    }
    return all;
  }
}
