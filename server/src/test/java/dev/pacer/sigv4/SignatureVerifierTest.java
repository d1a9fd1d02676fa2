package dev.pacer.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.pacer.sigv4.Verdict.Accepted;
import dev.pacer.sigv4.Verdict.Reason;
import dev.pacer.sigv4.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

  private final SignatureVerifier verifier =
      new SignatureVerifier(
          id -> id.equals("AKIDEXAMPLE") ? Optional.of(Requests.KEY) : Optional.empty(),
          () -> Requests.MOMENT,
          "apprunner");

  @Test
  void namesKeyAccountAndRegionOfAGoodSignature() {
    assertThat(verifier.verify(Requests.signed(Requests.call())))
        .isEqualTo(new Accepted("AKIDEXAMPLE", "123456789012", "eu-west-1"));
  }

  @Test
  void acceptsAHeaderWithoutSpacesAfterCommas() {
    // given
    SignedRequest request =
        Requests.withAuthorization(
            Requests.signed(Requests.call()), value -> value.replace(", ", ","));

    // then
    assertThat(verifier.verify(request)).isInstanceOf(Accepted.class);
  }

  @Test
  void ignoresChangesToHeadersThatNeedNotBeSigned() {
    // given
    SignedRequest request =
        Requests.with(Requests.signed(Requests.call()), "user-agent", "anything");

    // then
    assertThat(verifier.verify(request)).isInstanceOf(Accepted.class);
  }

  @Test
  void acceptsADateHeaderInPlaceOfXAmzDate() {
    // given
    String httpDate =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Requests.MOMENT.atOffset(ZoneOffset.UTC));
    SignedRequest dated = Requests.with(Requests.call(), "date", httpDate);
    String signature =
        Signer.signature(
            dated,
            java.util.List.of("date", "host", "x-amz-target"),
            Digests.sha256(dated.body()),
            "20261123T180000Z",
            new Scope("20261123", "eu-west-1", "apprunner"),
            Requests.KEY);

    // when
    Verdict verdict =
        verifier.verify(
            Requests.with(
                dated,
                "authorization",
                "AWS4-HMAC-SHA256"
                    + " Credential=AKIDEXAMPLE/20261123/eu-west-1/apprunner/aws4_request,"
                    + " SignedHeaders=date;host;x-amz-target, Signature="
                    + signature));

    // then
    assertThat(verdict).isInstanceOf(Accepted.class);
  }

  static Stream<Arguments> mutations() {
    SignedRequest good = Requests.signed(Requests.call());
    SignedRequest hashed =
        Requests.signed(
            Requests.with(
                Requests.call(), "x-amz-content-sha256", Digests.sha256(Requests.call().body())));
    return Stream.of(
        argumentSet("method", Requests.withTarget(good, "PUT", "/", "")),
        argumentSet("path", Requests.withTarget(good, "POST", "/x", "")),
        argumentSet("query", Requests.withTarget(good, "POST", "/", "a=1")),
        argumentSet("body", Requests.withBody(good, Requests.bytes("{\"MaxResults\":2}"))),
        argumentSet("empty body", Requests.withBody(good, new byte[0])),
        argumentSet("host", Requests.with(good, "host", "localhost:4748")),
        argumentSet("content type", Requests.with(good, "content-type", "text/plain")),
        argumentSet("target", Requests.with(good, "x-amz-target", "AppRunner.DeleteService")),
        argumentSet(
            "target sent twice",
            Requests.with(good, "x-amz-target", "AppRunner.ListServices", "AppRunner.X")),
        argumentSet("date", Requests.with(good, "x-amz-date", "20261123T180001Z")),
        argumentSet("unsigned x-amz header", Requests.with(good, "x-amz-extra", "1")),
        argumentSet("missing signed header", Requests.without(good, "content-type")),
        argumentSet(
            "region in scope",
            Requests.withAuthorization(good, value -> value.replace("eu-west-1", "eu-west-2"))),
        argumentSet(
            "day in scope",
            Requests.withAuthorization(good, value -> value.replace("20261123", "20261122"))),
        argumentSet(
            "service in scope",
            Requests.withAuthorization(good, value -> value.replace("/apprunner/", "/s3/"))),
        argumentSet(
            "terminator in scope",
            Requests.withAuthorization(
                good, value -> value.replace("aws4_request", "aws4_request2"))),
        argumentSet(
            "malformed region",
            Requests.withAuthorization(good, value -> value.replace("eu-west-1", "EU WEST"))),
        argumentSet(
            "host not signed",
            Requests.withAuthorization(good, value -> value.replace("host;", ""))),
        argumentSet(
            "date not signed",
            Requests.withAuthorization(good, value -> value.replace("x-amz-date;", ""))),
        argumentSet(
            "signed header added",
            Requests.withAuthorization(
                Requests.with(good, "accept", "*/*"),
                value -> value.replace("content-type;", "accept;content-type;"))),
        argumentSet(
            "signature in upper case",
            Requests.withAuthorization(good, SignatureVerifierTest::withSignatureInUpperCase)),
        argumentSet(
            "signature cut",
            Requests.withAuthorization(good, value -> value.substring(0, value.length() - 1))),
        argumentSet("content hash", Requests.with(hashed, "x-amz-content-sha256", "0".repeat(64))),
        argumentSet("body under a content hash", Requests.withBody(hashed, Requests.bytes("{}"))),
        argumentSet(
            "unsigned payload",
            Requests.signed(
                Requests.with(Requests.call(), "x-amz-content-sha256", "UNSIGNED-PAYLOAD"))),
        argumentSet(
            "content hash of another body, well signed",
            Requests.signed(
                Requests.with(
                    Requests.call(), "x-amz-content-sha256", Digests.sha256(new byte[0])))),
        argumentSet(
            "another secret",
            Requests.signed(
                Requests.call(),
                Requests.MOMENT,
                new Signer(
                    new Credential("AKIDEXAMPLE", "another", "123456789012"),
                    "eu-west-1",
                    "apprunner"))));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void refusesAnyChangeToWhatWasSigned(SignedRequest request) {
    assertThat(reason(verifier.verify(request))).isEqualTo(Reason.MISMATCH);
  }

  @Test
  void refusesEachSingleChangedDigitOfTheSignature() {
    // given
    SignedRequest good = Requests.signed(Requests.call());
    String value = good.header("authorization").getFirst();
    int start = value.length() - 64;

    // when
    Stream<Verdict> verdicts =
        IntStream.range(start, value.length())
            .mapToObj(index ->
                value.substring(0, index)
                    + (value.charAt(index) == '0' ? '1' : '0')
                    + value.substring(index + 1))
            .map(changed -> verifier.verify(Requests.with(good, "authorization", changed)));

    // then
    assertThat(verdicts).hasSize(64).allMatch(verdict -> reason(verdict) == Reason.MISMATCH);
  }

  static Stream<Arguments> unreadableAuthorizations() {
    String scope = "AKIDEXAMPLE/20261123/eu-west-1/apprunner/aws4_request";
    String tooMany =
        IntStream.range(0, 101).mapToObj("h%03d"::formatted).collect(Collectors.joining(";"));
    return Stream.of(
        argumentSet("empty", "", Reason.MISSING_TOKEN),
        argumentSet("basic", "Basic dXNlcjpwYXNz", Reason.MISSING_TOKEN),
        argumentSet("bearer", "Bearer token", Reason.MISSING_TOKEN),
        argumentSet("algorithm alone", "AWS4-HMAC-SHA256", Reason.INCOMPLETE),
        argumentSet("old algorithm", "AWS AKID:signature", Reason.INCOMPLETE),
        argumentSet("other algorithm", "AWS4-ECDSA-P256-SHA256 Credential=a", Reason.INCOMPLETE),
        argumentSet("no parameters", "AWS4-HMAC-SHA256 ,,,", Reason.INCOMPLETE),
        argumentSet(
            "no signature",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host",
            Reason.INCOMPLETE),
        argumentSet(
            "empty signature",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=",
            Reason.INCOMPLETE),
        argumentSet(
            "short scope",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123, SignedHeaders=host, Signature=a",
            Reason.INCOMPLETE),
        argumentSet(
            "parameter sent twice",
            "AWS4-HMAC-SHA256 Credential="
                + scope
                + ", Signature=a, Signature=b, SignedHeaders=host",
            Reason.INCOMPLETE),
        argumentSet(
            "unknown parameter",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=a, Extra=b",
            Reason.INCOMPLETE),
        argumentSet(
            "unsorted headers",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=x-amz-date;host, Signature=a",
            Reason.INCOMPLETE),
        argumentSet(
            "header named twice",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host;host, Signature=a",
            Reason.INCOMPLETE),
        argumentSet(
            "upper-case header",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=Host, Signature=a",
            Reason.INCOMPLETE),
        argumentSet(
            "too many headers",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=" + tooMany + ", Signature=a",
            Reason.INCOMPLETE),
        argumentSet("too long", "AWS4-HMAC-SHA256 " + "x".repeat(9000), Reason.INCOMPLETE));
  }

  @ParameterizedTest
  @MethodSource("unreadableAuthorizations")
  void refusesAnAuthorizationThatCannotBeRead(String value, Reason reason) {
    // given
    SignedRequest request = Requests.with(Requests.signed(Requests.call()), "authorization", value);

    // then
    assertThat(reason(verifier.verify(request))).isEqualTo(reason);
  }

  @Test
  void refusesARequestWithoutAuthorization() {
    assertThat(verifier.verify(Requests.call()))
        .isEqualTo(new Refused(Reason.MISSING_TOKEN, "Missing Authentication Token"));
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    // given
    SignedRequest good = Requests.signed(Requests.call());
    String value = good.header("authorization").getFirst();

    // then
    assertThat(reason(verifier.verify(Requests.with(good, "authorization", value, value))))
        .isEqualTo(Reason.INCOMPLETE);
  }

  @Test
  void saysThatPresignedRequestsAreNotAccepted() {
    // given
    SignedRequest request =
        Requests.withTarget(Requests.call(), "GET", "/", "X-Amz-Algorithm=AWS4&X-Amz-Signature=a");

    // then
    assertThat(verifier.verify(request))
        .isEqualTo(
            new Refused(
                Reason.INCOMPLETE,
                "Presigned requests are not accepted. Sign the request in its Authorization"
                    + " header."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "20261123T180000", "20261399T180000Z", "2026-11-23T18:00:00Z"})
  void refusesADateThatCannotBeRead(String date) {
    // given
    SignedRequest request = Requests.with(Requests.signed(Requests.call()), "x-amz-date", date);

    // then
    assertThat(verifier.verify(request))
        .isEqualTo(
            new Refused(
                Reason.INCOMPLETE,
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                    + " header."));
  }

  @Test
  void refusesAnUnknownKey() {
    // given
    Signer stranger =
        new Signer(new Credential("AKIDOTHER", "secret", ""), "eu-west-1", "apprunner");
    SignedRequest request = Requests.signed(Requests.call(), Requests.MOMENT, stranger);

    // then
    assertThat(verifier.verify(request))
        .isEqualTo(
            new Refused(
                Reason.UNKNOWN_KEY, "The security token included in the request is invalid."));
  }

  @Test
  void refusesASessionTokenBesideALongTermKey() {
    // given
    SignedRequest request =
        Requests.signed(Requests.with(Requests.call(), "x-amz-security-token", "token"));

    // then
    assertThat(reason(verifier.verify(request))).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void saysOurTimeWhenASignatureIsTooOld() {
    assertThat(verifier.verify(signedAt(Duration.ofMinutes(-10))))
        .isEqualTo(
            new Refused(
                Reason.EXPIRED,
                "Signature expired: 20261123T175000Z is now earlier than 20261123T175500Z"
                    + " (20261123T180000Z - 5 min.)"));
  }

  @Test
  void saysOurTimeWhenASignatureIsFromTheFuture() {
    assertThat(verifier.verify(signedAt(Duration.ofMinutes(6))))
        .isEqualTo(
            new Refused(
                Reason.NOT_YET_CURRENT,
                "Signature not yet current: 20261123T180600Z is still later than 20261123T180500Z"
                    + " (20261123T180000Z + 5 min.)"));
  }

  static Stream<Arguments> skews() {
    return Stream.of(
        argumentSet("five minutes old", Duration.ofMinutes(-5), true),
        argumentSet("a second older", Duration.ofMinutes(-5).minusSeconds(1), false),
        argumentSet("five minutes early", Duration.ofMinutes(5), true),
        argumentSet("a second earlier", Duration.ofMinutes(5).plusSeconds(1), false));
  }

  @ParameterizedTest
  @MethodSource("skews")
  void allowsFiveMinutesOfSkew(Duration skew, boolean accepted) {
    assertThat(verifier.verify(signedAt(skew)) instanceof Accepted).isEqualTo(accepted);
  }

  @Test
  void answersEveryMangledAuthorizationWithAVerdict() {
    // given
    Random random = new Random(20261123);
    SignedRequest good = Requests.signed(Requests.call());
    String value = good.header("authorization").getFirst();

    // when
    Stream<Verdict> verdicts =
        Stream.generate(() -> mangled(value, random))
            .limit(20_000)
            .filter(changed -> !withoutSpace(changed).equals(withoutSpace(value)))
            .map(changed -> verifier.verify(Requests.with(good, "authorization", changed)));

    // then
    assertThat(verdicts.filter(Accepted.class::isInstance).toList()).isEmpty();
  }

  private static String mangled(String value, Random random) {
    StringBuilder text = new StringBuilder(value);
    String alphabet = "aZ0=,;/ \t\u0000\u00e9%AWS4";
    for (int change = random.nextInt(1, 6); change > 0 && !text.isEmpty(); change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, '!');
        case 2 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())) + "!");
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  private static String withoutSpace(String value) {
    return value.replaceAll("\\s", "");
  }

  private static SignedRequest signedAt(Duration skew) {
    Instant moment = Requests.MOMENT.plus(skew);
    return Requests.signed(
        Requests.call(), moment, new Signer(Requests.KEY, "eu-west-1", "apprunner"));
  }

  private static String withSignatureInUpperCase(String value) {
    int start = value.length() - 64;
    return value.substring(0, start) + value.substring(start).toUpperCase(java.util.Locale.ROOT);
  }

  private static Reason reason(Verdict verdict) {
    return switch (verdict) {
      case Refused(Reason reason, String _) -> reason;
      case Accepted accepted -> throw new AssertionError(accepted);
    };
  }
}
