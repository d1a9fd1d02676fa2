package dev.pacer.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Requests for the tests of this room, and small changes to them.
final class Requests {

  static final Instant MOMENT = Instant.parse("2026-11-23T18:00:00Z");
  static final Credential KEY =
      new Credential("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012");

  private Requests() {}

  static SignedRequest call() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("host", List.of("localhost:4747"));
    headers.put("content-type", List.of("application/x-amz-json-1.0"));
    headers.put("x-amz-target", List.of("AppRunner.ListServices"));
    return new SignedRequest("POST", "/", "", headers, bytes("{\"MaxResults\":1}"));
  }

  static SignedRequest signed(SignedRequest request) {
    return signed(request, MOMENT, new Signer(KEY, "eu-west-1", "apprunner"));
  }

  static SignedRequest signed(SignedRequest request, Instant moment, Signer signer) {
    SignedRequest signed = request;
    for (Map.Entry<String, String> added : signer.sign(request, moment).entrySet()) {
      signed = with(signed, added.getKey().toLowerCase(java.util.Locale.ROOT), added.getValue());
    }
    return signed;
  }

  static SignedRequest with(SignedRequest request, String header, String... values) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    headers.put(header, List.of(values));
    return withHeaders(request, headers);
  }

  static SignedRequest without(SignedRequest request, String header) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    headers.remove(header);
    return withHeaders(request, headers);
  }

  static SignedRequest withAuthorization(SignedRequest request, UnaryOperator<String> change) {
    return with(request, "authorization", change.apply(request.header("authorization").getFirst()));
  }

  static SignedRequest withBody(SignedRequest request, byte[] body) {
    return new SignedRequest(
        request.method(), request.rawPath(), request.rawQuery(), request.headers(), body);
  }

  static SignedRequest withTarget(SignedRequest request, String method, String path, String query) {
    return new SignedRequest(method, path, query, request.headers(), request.body());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SignedRequest withHeaders(
      SignedRequest request, Map<String, List<String>> headers) {
    return new SignedRequest(
        request.method(), request.rawPath(), request.rawQuery(), headers, request.body());
  }
}
