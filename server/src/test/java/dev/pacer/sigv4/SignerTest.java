package dev.pacer.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The signatures were computed with botocore 1.44.5 (`SigV4Auth`, its clock set to
/// 2026-11-23T18:00:00Z) for the same requests and the well-known example key.
class SignerTest {

  private static final String JSON = "application/x-amz-json-1.0";

  record Known(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String body,
      String region,
      String service,
      String signedHeaders,
      String signature) {

    SignedRequest request() {
      Map<String, List<String>> values = new LinkedHashMap<>();
      headers.forEach((name, value) -> values.put(name, List.of(value)));
      return new SignedRequest(method, path, query, values, Requests.bytes(body));
    }
  }

  static Stream<Arguments> signaturesOfBotocore() {
    return Stream.of(
        argumentSet(
            "a call",
            new Known(
                "POST",
                "/",
                "",
                Map.of(
                    "host",
                    "apprunner.us-east-1.amazonaws.com",
                    "x-amz-target",
                    "AppRunner.ListServices",
                    "content-type",
                    JSON),
                "{}",
                "us-east-1",
                "apprunner",
                "content-type;host;x-amz-date;x-amz-target",
                "a1b64ffb9388eaa7f07230a36adc361d9c96f154f40833bb25b0580b742e5dac")),
        argumentSet(
            "a host with port and a body beyond ASCII",
            new Known(
                "POST",
                "/",
                "",
                Map.of(
                    "host",
                    "127.0.0.1:4747",
                    "x-amz-target",
                    "AppRunner.CreateService",
                    "content-type",
                    JSON),
                "{\"ServiceName\":\"caf\u00e9\"}",
                "eu-west-1",
                "apprunner",
                "content-type;host;x-amz-date;x-amz-target",
                "f0919420b9be129edaa9546374209c17098f9f08cf3d8e6d0c4194bb6e9b4251")),
        argumentSet(
            "an empty body",
            new Known(
                "POST",
                "/",
                "",
                Map.of("host", "host.example"),
                "",
                "eu-central-1",
                "apprunner",
                "host;x-amz-date",
                "5b3efbece85cbed5bb5f9636708b3068c5f8671a029d467aa980126c1ac6268e")),
        argumentSet(
            "white space in a header",
            new Known(
                "POST",
                "/",
                "",
                Map.of("host", "host.example", "x-amz-meta", "  a   b\t c  "),
                "x",
                "us-east-1",
                "service",
                "host;x-amz-date;x-amz-meta",
                "04c025ca5e959e233041590a432c3791c869f107d147d80df3aaa5b7b96100fe")),
        argumentSet(
            "a query",
            new Known(
                "GET",
                "/",
                "b=2&a=1&a=0&empty=&c%20d=e%2Ff&%E1%88%B4=bar",
                Map.of("host", "host.example"),
                "",
                "us-east-1",
                "service",
                "host;x-amz-date",
                "205e91094b6ef7eca8fa06ea3dc3d92fd0bc90f58da14884e85c6e7063738a28")),
        argumentSet(
            "a path with dots, doubled slashes and encoded characters",
            new Known(
                "GET",
                "/a%20b/./c/../d//e%2Ff/~x/",
                "",
                Map.of("host", "host.example"),
                "",
                "us-east-1",
                "service",
                "host;x-amz-date",
                "e9454574dfeb70714a2d54c5b0b850af52931a4d4c898a013831d76135d9de59")),
        argumentSet(
            "a path beyond ASCII",
            new Known(
                "GET",
                "/%E1%88%B4",
                "",
                Map.of("host", "host.example"),
                "",
                "us-east-1",
                "service",
                "host;x-amz-date",
                "5781698d3ca3a99b4411e45d4e53b602f5e8dedfb466d04325f4c987f7b5329f")),
        argumentSet(
            "a content hash",
            new Known(
                "POST",
                "/",
                "",
                Map.of(
                    "host",
                    "host.example",
                    "x-amz-content-sha256",
                    "52dddc1755a9b3acadf12eab7f2ac1eb564a55de3a33822fa369f59923dddefc",
                    "content-type",
                    JSON),
                "{\"A\":1}",
                "us-east-1",
                "apprunner",
                "content-type;host;x-amz-content-sha256;x-amz-date",
                "26c039f2893a240f8b75180bcab30e142a348ad293c4fd3e15067b798a34b0b6")));
  }

  @ParameterizedTest
  @MethodSource("signaturesOfBotocore")
  void signsAsBotocoreDoes(Known known) {
    // given
    Signer signer = new Signer(Requests.KEY, known.region(), known.service());

    // when
    Map<String, String> added = signer.sign(known.request(), Requests.MOMENT);

    // then
    assertThat(added)
        .containsEntry("X-Amz-Date", "20261123T180000Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/%s/%s/aws4_request, SignedHeaders=%s, Signature=%s"
                .formatted(
                    known.region(), known.service(), known.signedHeaders(), known.signature()));
  }

  @ParameterizedTest
  @MethodSource("signaturesOfBotocore")
  void acceptsWhatBotocoreSigns(Known known) {
    // given
    SignatureVerifier verifier =
        new SignatureVerifier(
            _ -> java.util.Optional.of(Requests.KEY), () -> Requests.MOMENT, known.service());
    SignedRequest sent =
        Requests.with(
            Requests.with(known.request(), "x-amz-date", "20261123T180000Z"),
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/%s/%s/aws4_request, SignedHeaders=%s, Signature=%s"
                .formatted(
                    known.region(), known.service(), known.signedHeaders(), known.signature()));

    // when
    Verdict verdict = verifier.verify(sent);

    // then
    assertThat(verdict)
        .isEqualTo(new Verdict.Accepted("AKIDEXAMPLE", "123456789012", known.region()));
  }

  @Test
  void aCredentialDoesNotPrintItsSecret() {
    assertThat(Requests.KEY.toString()).doesNotContain("wJalr").contains("AKIDEXAMPLE");
  }
}
