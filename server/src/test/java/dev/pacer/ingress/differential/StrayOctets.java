package dev.pacer.ingress.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One octet at each place of a request where it may change what the rest means: those that some parser
/// treats apart, or all 256 with `-Dpacer.hostile.octets=all`.
final class StrayOctets {
  private static final String PLACE = "☃";
  private static final boolean ALL = "all".equals(System.getProperty("pacer.hostile.octets"));
  private static final String SEPARATORS =
      " \"(),/:;<=>?@[\\]{}#%_-\u007f\u0080\u0085\u00a0\u00ad\u00ff";

  private static final List<String> TEMPLATES =
      List.of(
          "☃GET / HTTP/1.1\r\nHost: {host}\r\n\r\n",
          "G☃ET / HTTP/1.1\r\nHost: {host}\r\n\r\n",
          "GET☃/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
          "GET /☃x HTTP/1.1\r\nHost: {host}\r\n\r\n",
          "GET /☃HTTP/1.1\r\nHost: {host}\r\n\r\n",
          "GET / HTTP/1.1☃\r\nHost: {host}\r\n\r\n",
          "GET / HTTP/1.1\r☃\nHost: {host}\r\n\r\n",
          "GET / HTTP/1.1\r\n☃Host: {host}\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: {host}☃\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: {host}\r\nX☃Y: z\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: {host}\r\nX: y☃Content-Length: 50\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: {host}\r\n☃\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: {host}\r\n\r☃\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length☃: 5\r\n\r\nhello",
          "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length:☃5\r\n\r\nhello",
          "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5☃\r\n\r\nhello",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding☃: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding:☃chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked☃\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n☃5\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5☃\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5;a☃b\r\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r☃\nhello\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello☃\r\n0\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0☃\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n☃\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX☃: y\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y☃z\r\n\r\n");

  private StrayOctets() {}

  static List<HostileString> all() {
    List<HostileString> all = new ArrayList<>();
    for (String template : TEMPLATES) {
      octets()
          .mapToObj(octet -> String.valueOf((char) octet))
          .forEach(octet -> {
            all.add(new HostileString("stray octet", template.replace(PLACE, octet)));
            all.add(new HostileString("stray octet twice", template.replace(PLACE, octet + octet)));
          });
    }
    return all;
  }

  private static IntStream octets() {
    return IntStream.range(0, 256)
        .filter(octet -> ALL || octet < 0x20 || SEPARATORS.indexOf(octet) >= 0);
  }
}
