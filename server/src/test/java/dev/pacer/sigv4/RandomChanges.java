package dev.pacer.sigv4;

import dev.pacer.testing.RandomText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Changes signed requests: so that they say something else, or so that they say the same.
final class RandomChanges {

  /// A change after which the signature must not hold.
  ///
  /// @param change makes another request under the same signature, or puts another signature on it
  record Change(String name, BiFunction<RandomGenerator, SignedRequest, SignedRequest> change) {

    SignedRequest of(RandomGenerator random, SignedRequest signed) {
      return change.apply(random, signed);
    }
  }

  static final List<Change> CHANGES =
      List.of(
          new Change(
              "method",
              (_, signed) ->
                  target(signed, signed.method() + "X", signed.rawPath(), signed.rawQuery())),
          new Change(
              "path",
              (_, signed) ->
                  target(signed, signed.method(), signed.rawPath() + "x", signed.rawQuery())),
          new Change(
              "query",
              (_, signed) ->
                  target(signed, signed.method(), signed.rawPath(), signed.rawQuery() + "&n=1")),
          new Change(
              "body",
              (random, signed) -> Requests.withBody(signed, otherBody(random, signed.body()))),
          new Change(
              "header value",
              (random, signed) -> withHeader(signed, signedHeader(random, signed), false)),
          new Change(
              "header sent twice",
              (random, signed) -> withHeader(signed, signedHeader(random, signed), true)),
          new Change(
              "header gone",
              (random, signed) -> Requests.without(signed, signedHeader(random, signed))),
          new Change(
              "header not signed",
              (random, signed) ->
                  Requests.with(signed, "x-amz-unsigned", RandomText.latin(random))),
          new Change(
              "date",
              (random, signed) ->
                  Requests.with(
                      signed, "x-amz-date", "20261123T18000" + random.nextInt(1, 10) + "Z")),
          new Change(
              "signature",
              (random, signed) ->
                  authorization(
                      signed, text -> otherDigit(text, text.length() - random.nextInt(1, 65)))),
          new Change(
              "signature cut",
              (random, signed) ->
                  authorization(
                      signed, text -> text.substring(0, text.length() - random.nextInt(1, 65)))),
          new Change(
              "scope", (random, signed) -> authorization(signed, text -> otherScope(random, text))),
          new Change(
              "signed headers",
              (random, signed) -> authorization(signed, text -> otherNames(random, text))),
          new Change(
              "authorization sent twice",
              (_, signed) -> withHeader(signed, "authorization", true)));

  private RandomChanges() {}

  /// The same request in another form: its query in another order, white space around the values of
  /// its headers, doubled slashes, a header more that nobody signs.
  static SignedRequest disguised(RandomGenerator random, SignedRequest signed) {
    List<String> query = new ArrayList<>(Arrays.asList(signed.rawQuery().split("&", -1)));
    Collections.shuffle(query, Random.from(random));
    SignedRequest other =
        target(
            signed, signed.method(), signed.rawPath().replace("/", "//"), String.join("&", query));
    String name = RandomText.oneOf(random, List.of("host", "content-type", "x-amz-date"));
    other = Requests.with(other, name, "  " + other.header(name).getFirst() + "\t ");
    return Requests.with(other, "user-agent", RandomText.latin(random));
  }

  private static SignedRequest target(
      SignedRequest signed, String method, String path, String query) {
    return Requests.withTarget(signed, method, path, query);
  }

  private static SignedRequest authorization(SignedRequest signed, UnaryOperator<String> change) {
    return Requests.withAuthorization(signed, change);
  }

  private static byte[] otherBody(RandomGenerator random, byte[] body) {
    byte[] other = Arrays.copyOf(body, body.length + random.nextInt(2));
    if (other.length == body.length && body.length > 0) {
      other[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      return other;
    }
    return Arrays.copyOf(body, body.length + 1);
  }

  private static SignedRequest withHeader(SignedRequest signed, String name, boolean twice) {
    List<String> values = new ArrayList<>(signed.header(name));
    if (twice) {
      values.addAll(signed.header(name));
    } else {
      values.set(0, values.getFirst() + "x");
    }
    return Requests.with(signed, name, values.toArray(String[]::new));
  }

  private static String signedHeader(RandomGenerator random, SignedRequest signed) {
    List<String> names = new ArrayList<>(signed.headers().keySet());
    names.remove("authorization");
    return RandomText.oneOf(random, names);
  }

  private static String otherDigit(String text, int index) {
    char other = text.charAt(index) == '0' ? '1' : '0';
    return text.substring(0, index) + other + text.substring(index + 1);
  }

  private static String otherScope(RandomGenerator random, String text) {
    String part =
        RandomText.oneOf(
            random, List.of("AKIDEXAMPLE", "20261123", "eu-west-1", "apprunner", "aws4_request"));
    return text.replaceFirst(
        part,
        RandomText.oneOf(
            random, List.of("", "x", part + "x", "20261124", "eu-west-2", part + "/")));
  }

  private static String otherNames(RandomGenerator random, String text) {
    String names = text.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
    List<String> other = new ArrayList<>(List.of(names.split(";")));
    if (random.nextBoolean()) {
      other.remove(random.nextInt(other.size()));
    } else {
      other.add(
          random.nextInt(other.size() + 1),
          RandomText.oneOf(random, List.of("", "host", "zz", "authorization")));
    }
    return text.replace("SignedHeaders=" + names, "SignedHeaders=" + String.join(";", other));
  }
}
