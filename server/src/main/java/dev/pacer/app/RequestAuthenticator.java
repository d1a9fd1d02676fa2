package dev.pacer.app;

import dev.pacer.config.Settings.Authentication;
import dev.pacer.sigv4.Credential;
import dev.pacer.sigv4.SignatureVerifier;
import dev.pacer.sigv4.SignedRequest;
import dev.pacer.sigv4.Verdict;
import dev.pacer.sigv4.Verdict.Accepted;
import dev.pacer.sigv4.Verdict.Refused;
import dev.pacer.wire.Authenticator;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.Caller;
import dev.pacer.wire.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Joins the signature check to the wire: a verdict becomes a caller or the error that AWS answers.
final class RequestAuthenticator implements Authenticator {
  private static final Pattern SCOPE_REGION =
      Pattern.compile("Credential=[^/,]{1,128}/[0-9]{8}/([a-z0-9-]{1,63})/");

  private final SignatureVerifier verifier;
  private final Authentication mode;
  private final Credential owner;

  RequestAuthenticator(SignatureVerifier verifier, Authentication mode, Credential owner) {
    this.verifier = verifier;
    this.mode = mode;
    this.owner = owner;
  }

  @Override
  public Caller authenticate(HttpRequest request) {
    return switch (mode) {
      case NONE -> new Caller(owner.accessKeyId(), owner.accountId(), claimedRegion(request));
      case SIGV4 -> judge(verifier.verify(signed(request)));
    };
  }

  private static Caller judge(Verdict verdict) {
    return switch (verdict) {
      case Accepted(String key, String account, String region) -> new Caller(key, account, region);
      case Refused(Verdict.Reason reason, String message) -> throw refusal(reason, message);
    };
  }

  private static AwsException refusal(Verdict.Reason reason, String message) {
    return switch (reason) {
      case MISSING_TOKEN -> AwsException.missingAuthenticationToken();
      case INCOMPLETE -> AwsException.incompleteSignature(message);
      case UNKNOWN_KEY -> AwsException.unrecognizedClient();
      case MISMATCH, EXPIRED, NOT_YET_CURRENT -> AwsException.invalidSignature(message);
    };
  }

  private static SignedRequest signed(HttpRequest request) {
    return new SignedRequest(
        request.method(), request.rawPath(), request.rawQuery(), request.headers(), request.body());
  }

  /// Without signatures the region is taken from the scope that a client sends all the same.
  private static String claimedRegion(HttpRequest request) {
    Matcher matcher = SCOPE_REGION.matcher(request.header("authorization").orElse(""));
    return matcher.find() ? matcher.group(1) : AwsProfile.REGION;
  }
}
