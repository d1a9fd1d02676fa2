package dev.pacer.sigv4;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Signs requests with Signature Version 4. Thread-safe.
///
/// @param region the region that the requests are for
/// @param service the signing name of the service, for example `apprunner`
public record Signer(Credential credential, String region, String service) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// The headers to add to the request: `X-Amz-Date` and `Authorization`. Signed are the host, the
  /// content type and every `x-amz-` header of the request.
  ///
  /// @param request has a `host` header and neither of the two that are added
  /// @param moment when the request is sent
  public Map<String, String> sign(SignedRequest request, Instant moment) {
    String timestamp = Timestamps.format(moment);
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    headers.put("x-amz-date", List.of(timestamp));
    SignedRequest dated =
        new SignedRequest(
            request.method(), request.rawPath(), request.rawQuery(), headers, request.body());
    List<String> names = signedNames(headers);
    Scope scope = new Scope(Timestamps.day(moment), region, service);
    String signature =
        signature(dated, names, Digests.sha256(request.body()), timestamp, scope, credential);
    Map<String, String> added = new LinkedHashMap<>();
    added.put("X-Amz-Date", timestamp);
    added.put(
        "Authorization",
        ALGORITHM
            + (" Credential=" + credential.accessKeyId() + "/" + scope)
            + (", SignedHeaders=" + String.join(";", names))
            + (", Signature=" + signature));
    return added;
  }

  /// The signature of a request in lower-case hexadecimal.
  static String signature(
      SignedRequest request,
      List<String> signedHeaders,
      String payloadHash,
      String timestamp,
      Scope scope,
      Credential credential) {
    String text =
        CanonicalRequest.of(request, signedHeaders, payloadHash).stringToSign(timestamp, scope);
    byte[] key = scope.signingKey(credential.secretAccessKey());
    return HexFormat.of().formatHex(Digests.code(key, text));
  }

  private static List<String> signedNames(Map<String, List<String>> headers) {
    TreeSet<String> names = new TreeSet<>();
    for (String name : headers.keySet()) {
      if (name.equals("host") || name.equals("content-type") || name.startsWith("x-amz-")) {
        names.add(name);
      }
    }
    return new ArrayList<>(names);
  }
}
