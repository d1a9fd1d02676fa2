package dev.pacer.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// The one text form of a request over which both sides compute the signature. Pure.
///
/// The path is taken as sent, freed of dot segments and doubled slashes and encoded once more, as
/// every service but S3 does; query parameters are brought to one encoding and sorted; header values
/// are trimmed, runs of white space in them become one space, and values of a header that was sent
/// several times are joined by commas.
///
/// @param text the canonical request
public record CanonicalRequest(String text) {

  private record Parameter(String name, String value) {}

  /// The canonical form of a request.
  ///
  /// @param signedHeaders the lower-case names of the headers that are signed, sorted
  /// @param payloadHash the SHA-256 of the body in lower-case hexadecimal
  public static CanonicalRequest of(
      SignedRequest request, List<String> signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path(request.rawPath())).append('\n');
    text.append(query(request.rawQuery())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':').append(headerValue(request.header(name))).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
    return new CanonicalRequest(text.toString());
  }

  /// The text that is signed.
  String stringToSign(String timestamp, Scope scope) {
    String hash = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    return Signer.ALGORITHM + "\n" + timestamp + "\n" + scope + "\n" + hash;
  }

  private static String path(String rawPath) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : rawPath.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    if (segments.isEmpty()) {
      return "/";
    }
    String end = rawPath.endsWith("/") ? "/" : "";
    return "/"
        + segments.stream().map(PercentEncoding::encode).collect(Collectors.joining("/"))
        + end;
  }

  private static String query(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return "";
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(PercentEncoding.recode(name), PercentEncoding.recode(value)));
      }
    }
    parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    return parameters.stream()
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static String headerValue(List<String> values) {
    return values.stream().map(CanonicalRequest::folded).collect(Collectors.joining(","));
  }

  /// The value without outer white space and with single spaces inside.
  private static String folded(String value) {
    StringBuilder folded = new StringBuilder(value.length());
    boolean pendingSpace = false;
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      if (isWhiteSpace(character)) {
        pendingSpace = !folded.isEmpty();
      } else {
        if (pendingSpace) {
          folded.append(' ');
          pendingSpace = false;
        }
        folded.append(character);
      }
    }
    return folded.toString();
  }

  private static boolean isWhiteSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
