package dev.pacer.sigv4;

import dev.pacer.sigv4.Authorization.Parsed;
import dev.pacer.sigv4.Authorization.Unusable;
import dev.pacer.sigv4.Verdict.Accepted;
import dev.pacer.sigv4.Verdict.Reason;
import dev.pacer.sigv4.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the signatures of requests, sent in the `Authorization` header. Presigned URLs are refused:
/// no SDK makes one for a JSON service.
///
/// The signature of a request with an unknown access key is computed too, with a secret that nobody
/// has, so that the time taken does not tell which keys exist; signatures are compared in constant
/// time. Nothing is logged. Thread-safe.
public final class SignatureVerifier {

  /// How far a client's clock may be off, both ways; the bound that the IAM documentation names.
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  static final String MISSING_TOKEN_MESSAGE = "Missing Authentication Token";

  private static final String UNKNOWN_KEY_MESSAGE =
      "The security token included in the request is invalid.";
  private static final String MISMATCH_MESSAGE =
      "The request signature we calculated does not match the signature you provided. Check your AWS"
          + " Secret Access Key and signing method. Consult the service documentation for details.";
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

  private final CredentialSource credentials;
  private final InstantSource clock;
  private final String service;
  private final Credential decoy;

  /// @param service the signing name that scopes must have, for example `apprunner`
  public SignatureVerifier(CredentialSource credentials, InstantSource clock, String service) {
    this.credentials = credentials;
    this.clock = clock;
    this.service = service;
    byte[] secret = new byte[20];
    new SecureRandom().nextBytes(secret);
    this.decoy = new Credential("", HexFormat.of().formatHex(secret), "");
  }

  /// Who signed the request, or why it proves nothing.
  public Verdict verify(SignedRequest request) {
    List<String> authorization = request.header("authorization");
    if (authorization.isEmpty()) {
      return isPresigned(request)
          ? new Refused(
              Reason.INCOMPLETE,
              "Presigned requests are not accepted. Sign the request in its Authorization header.")
          : new Refused(Reason.MISSING_TOKEN, MISSING_TOKEN_MESSAGE);
    }
    if (authorization.size() > 1) {
      return new Refused(Reason.INCOMPLETE, "The Authorization header may stand only once.");
    }
    return switch (Authorization.parse(authorization.getFirst())) {
      case Unusable(Refused refusal) -> refusal;
      case Parsed parsed -> verify(request, parsed);
    };
  }

  private Verdict verify(SignedRequest request, Parsed authorization) {
    Optional<Instant> signedAt = signedAt(request);
    if (signedAt.isEmpty()) {
      return new Refused(
          Reason.INCOMPLETE,
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    Optional<Refused> formal =
        SignedParts.check(request, authorization.signedHeaders())
            .or(() -> checkScope(authorization, signedAt.get()));
    return formal.isPresent() ? formal.get() : judge(request, authorization, signedAt.get());
  }

  private Verdict judge(SignedRequest request, Parsed authorization, Instant signedAt) {
    Optional<Credential> known = credentials.find(authorization.accessKeyId());
    Credential credential = known.orElse(decoy);
    boolean same = isSignature(request, authorization, signedAt, credential);
    if (known.isEmpty() || !request.header("x-amz-security-token").isEmpty()) {
      return new Refused(Reason.UNKNOWN_KEY, UNKNOWN_KEY_MESSAGE);
    }
    Optional<Refused> untimely = checkTime(signedAt);
    if (untimely.isPresent()) {
      return untimely.get();
    }
    return same
        ? new Accepted(credential.accessKeyId(), credential.accountId(), authorization.region())
        : new Refused(Reason.MISMATCH, MISMATCH_MESSAGE);
  }

  private boolean isSignature(
      SignedRequest request, Parsed authorization, Instant signedAt, Credential credential) {
    String payloadHash = Digests.sha256(request.body());
    String expected =
        Signer.signature(
            request,
            authorization.signedHeaders(),
            payloadHash,
            Timestamps.format(signedAt),
            new Scope(authorization.scopeDate(), authorization.region(), service),
            credential);
    return isEqual(expected, authorization.signature())
        && SignedParts.matchesContentHash(request, payloadHash);
  }

  private Optional<Refused> checkScope(Parsed authorization, Instant signedAt) {
    if (!REGION.matcher(authorization.region()).matches()) {
      return mismatch("Credential should be scoped to a valid region.");
    }
    if (!authorization.service().equals(service)) {
      return mismatch("Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!authorization.terminator().equals(Scope.TERMINATOR)) {
      return mismatch(
          "Credential should be scoped with a valid terminator: '" + Scope.TERMINATOR + "'.");
    }
    if (!authorization.scopeDate().equals(Timestamps.day(signedAt))) {
      return mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: it should be '"
              + Timestamps.day(signedAt)
              + "'.");
    }
    return Optional.empty();
  }

  private Optional<Refused> checkTime(Instant signedAt) {
    Instant now = clock.instant();
    Instant earliest = now.minus(CLOCK_SKEW);
    Instant latest = now.plus(CLOCK_SKEW);
    String signed = Timestamps.format(signedAt);
    String here = Timestamps.format(now);
    String minutes = CLOCK_SKEW.toMinutes() + " min.";
    if (signedAt.isBefore(earliest)) {
      String bound = Timestamps.format(earliest) + " (" + here + " - " + minutes + ")";
      return refused(
          Reason.EXPIRED, "Signature expired: " + signed + " is now earlier than " + bound);
    }
    if (signedAt.isAfter(latest)) {
      String bound = Timestamps.format(latest) + " (" + here + " + " + minutes + ")";
      return refused(
          Reason.NOT_YET_CURRENT,
          "Signature not yet current: " + signed + " is still later than " + bound);
    }
    return Optional.empty();
  }

  /// The moment that the request claims: `X-Amz-Date` before `Date`, each at most once.
  private static Optional<Instant> signedAt(SignedRequest request) {
    List<String> own = request.header("x-amz-date");
    List<String> values = own.isEmpty() ? request.header("date") : own;
    return values.size() == 1 ? Timestamps.parse(values.getFirst().strip()) : Optional.empty();
  }

  private static boolean isPresigned(SignedRequest request) {
    return request.rawQuery().contains("X-Amz-Signature")
        || request.rawQuery().contains("X-Amz-Algorithm");
  }

  private static boolean isEqual(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Refused> mismatch(String message) {
    return refused(Reason.MISMATCH, message);
  }

  private static Optional<Refused> refused(Reason reason, String message) {
    return Optional.of(new Refused(reason, message));
  }
}
