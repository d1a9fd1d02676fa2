package dev.pacer.sigv4;

import dev.pacer.sigv4.Verdict.Reason;
import dev.pacer.sigv4.Verdict.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The parts of an `Authorization` header of Signature Version 4, or why there are none.
sealed interface Authorization {

  /// The longest header that is read.
  int LENGTH_LIMIT = 8192;

  /// The most headers that one signature may cover.
  int SIGNED_HEADERS_LIMIT = 100;

  /// The parameters, all of which must be there and no other.
  List<String> PARAMETERS = List.of("Credential", "Signature", "SignedHeaders");

  /// What a header's name may be, in lower case.
  Pattern HEADER_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,256}");

  /// A readable header.
  ///
  /// @param scopeDate the scope's day as written
  /// @param terminator the scope's last element as written
  record Parsed(
      String accessKeyId,
      String scopeDate,
      String region,
      String service,
      String terminator,
      List<String> signedHeaders,
      String signature)
      implements Authorization {}

  /// A header that cannot be used.
  record Unusable(Refused refusal) implements Authorization {}

  /// Reads the value of the header.
  static Authorization parse(String value) {
    if (value.length() > LENGTH_LIMIT) {
      return incomplete("The Authorization header is too long.");
    }
    String text = value.strip();
    int space = text.indexOf(' ');
    String algorithm = space < 0 ? text : text.substring(0, space);
    if (!algorithm.equals(Signer.ALGORITHM)) {
      return algorithm.startsWith("AWS")
          ? incomplete("Unsupported AWS 'algorithm'; use " + Signer.ALGORITHM + ".")
          : new Unusable(
              new Refused(Reason.MISSING_TOKEN, SignatureVerifier.MISSING_TOKEN_MESSAGE));
    }
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.substring(algorithm.length()).split(",", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 0
          || parameters.put(
                  parameter.substring(0, equals).strip(), parameter.substring(equals + 1).strip())
              != null) {
        return incomplete("The Authorization header is not a list of key=value parameters.");
      }
    }
    return read(parameters);
  }

  private static Authorization read(Map<String, String> parameters) {
    List<String> missing = new ArrayList<>();
    for (String name : PARAMETERS) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        missing.add("Authorization header requires '" + name + "' parameter.");
      }
    }
    if (missing.isEmpty() && parameters.size() > PARAMETERS.size()) {
      missing.add("Authorization header has a parameter that is not known.");
    }
    if (!missing.isEmpty()) {
      return incomplete(String.join(" ", missing));
    }
    String[] credential = parameters.getOrDefault("Credential", "").split("/", -1);
    if (credential.length != 5) {
      return incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term.");
    }
    List<String> signedHeaders =
        List.of(parameters.getOrDefault("SignedHeaders", "").split(";", -1));
    if (!isSortedNames(signedHeaders)) {
      return incomplete(
          "SignedHeaders must be a sorted list of lower-case header names, each once.");
    }
    return new Parsed(
        credential[0],
        credential[1],
        credential[2],
        credential[3],
        credential[4],
        signedHeaders,
        parameters.getOrDefault("Signature", ""));
  }

  private static Authorization incomplete(String message) {
    return new Unusable(new Refused(Reason.INCOMPLETE, message));
  }

  private static boolean isSortedNames(List<String> names) {
    return names.size() <= SIGNED_HEADERS_LIMIT
        && names.stream().allMatch(name -> HEADER_NAME.matcher(name).matches())
        && names.equals(List.copyOf(new TreeSet<>(names)));
  }
}
