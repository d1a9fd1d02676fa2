package dev.pacer.sigv4;

import dev.pacer.testing.RandomText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Makes up requests, as far from an ordinary call as HTTP allows, and `Authorization` headers.
final class RandomSigned {

  private static final List<String> SEGMENTS =
      List.of("", ".", "..", "%2e", "%2F", "%", "%zz", "a b", "+", "~", "*", "é", "..a", "%C3%A9");
  private static final List<String> PIECES =
      List.of(
          ("AWS4-HMAC-SHA256|AWS4|AWS |Basic | |, |,|;|=|/|\t|Credential=|SignedHeaders=|"
                  + "Signature=|AKIDEXAMPLE|20261123|eu-west-1|apprunner|aws4_request|"
                  + "AKIDEXAMPLE/20261123/eu-west-1/apprunner/aws4_request|host|host;x-amz-date|"
                  + "content-type;host;x-amz-date;x-amz-target|x-amz-date|"
                  + "0000000000000000000000000000000000000000000000000000000000000000|é|\u0000")
              .split("[|]", -1));
  private static final List<String> DATES =
      List.of(
          ("20261123T180000Z|20261123T120000Z|20261123T235959Z|20261123T180000|"
                  + "00000000T000000Z|99991231T235959Z|20260229T000000Z|20261123T246060Z|"
                  + "Mon, 23 Nov 2026 18:00:00 GMT|Tue, 23 Nov 2026 18:00:00 GMT|"
                  + "Fri, 31 Dec 9999 23:59:59 -1800|Sat, 1 Jan 0000 00:00:00 +1800|"
                  + "-99991231T23595Z|| ")
              .split("[|]", -1));

  private RandomSigned() {}

  /// A request that a client may sign.
  static SignedRequest request(RandomGenerator random) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("host", List.of(RandomText.letters(random)));
    headers.put("content-type", List.of(RandomText.latin(random)));
    for (int count = random.nextInt(4); count > 0; count--) {
      headers.put("x-amz-" + RandomText.letters(random).toLowerCase(Locale.ROOT), values(random));
    }
    return new SignedRequest(
        RandomText.oneOf(random, List.of("POST", "GET", "PUT")),
        path(random),
        query(random),
        headers,
        RandomText.bytes(random, 60));
  }

  /// The request under a header that means nothing, and mostly with a date.
  static SignedRequest withNonsense(RandomGenerator random, SignedRequest request) {
    String date =
        RandomText.percent(random, 80) ? RandomText.oneOf(random, DATES) : RandomText.latin(random);
    String name = RandomText.oneOf(random, List.of("x-amz-date", "x-amz-date", "date"));
    SignedRequest dated =
        RandomText.percent(random, 95) ? Requests.with(request, name, date) : request;
    String text = random.nextBoolean() ? nonsense(random) : wellFormed(random, dated, date);
    return Requests.with(dated, "authorization", text);
  }

  /// Pieces of good headers in any order.
  private static String nonsense(RandomGenerator random) {
    if (RandomText.percent(random, 1)) {
      return RandomText.latin(random).repeat(random.nextInt(2_000));
    }
    StringBuilder text =
        new StringBuilder(RandomText.percent(random, 60) ? "AWS4-HMAC-SHA256 " : "");
    for (int count = random.nextInt(12); count > 0; count--) {
      text.append(
          RandomText.percent(random, 90)
              ? RandomText.oneOf(random, PIECES)
              : RandomText.latin(random));
    }
    return text.toString();
  }

  /// A header like a good one, but with a signature that nobody made.
  private static String wellFormed(RandomGenerator random, SignedRequest request, String date) {
    String key = RandomText.oneOf(random, List.of("AKIDEXAMPLE", "AKIDEXAMPLE", "AKIDOTHER", ""));
    String day = date.length() < 8 ? "20261123" : date.substring(0, 8);
    return "AWS4-HMAC-SHA256 Credential="
        + String.join("/", key, day, "eu-west-1", "apprunner", "aws4_request")
        + ", SignedHeaders="
        + String.join(";", new TreeSet<>(request.headers().keySet()))
        + ", Signature="
        + HexFormat.of().formatHex(RandomText.bytes(random, 34));
  }

  private static List<String> values(RandomGenerator random) {
    List<String> values = new ArrayList<>();
    for (int count = random.nextInt(1, 4); count > 0; count--) {
      values.add(RandomText.latin(random));
    }
    return values;
  }

  private static String query(RandomGenerator random) {
    StringJoiner query = new StringJoiner("&");
    for (int count = random.nextInt(4); count > 0; count--) {
      String name = RandomText.oneOf(random, SEGMENTS) + RandomText.letters(random);
      query.add(
          random.nextBoolean() ? name : name + "=" + RandomText.latin(random).replace("&", ""));
    }
    return query.toString();
  }

  private static String path(RandomGenerator random) {
    StringBuilder path = new StringBuilder("/");
    for (int count = random.nextInt(4); count > 0; count--) {
      path.append(
          random.nextBoolean() ? RandomText.oneOf(random, SEGMENTS) : RandomText.letters(random));
      path.append(RandomText.percent(random, 70) ? "/" : "");
    }
    return path.toString();
  }
}
