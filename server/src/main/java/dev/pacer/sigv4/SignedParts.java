package dev.pacer.sigv4;

import dev.pacer.sigv4.Verdict.Reason;
import dev.pacer.sigv4.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a signature covers what it must.
final class SignedParts {

  private static final String CONTENT_HASH = "x-amz-content-sha256";

  private SignedParts() {}

  /// The refusal of a signature that leaves out the host, the date or any `x-amz-` header, or that
  /// names a header which the request does not have.
  static Optional<Refused> check(SignedRequest request, List<String> signedHeaders) {
    Set<String> signed = new HashSet<>(signedHeaders);
    if (!signed.contains("host")) {
      return refused("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    if (!signed.contains("x-amz-date") && !signed.contains("date")) {
      return refused("'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : request.headers().keySet()) {
      if (name.startsWith("x-amz-") && !signed.contains(name)) {
        return refused("There were headers present in the request which were not signed.");
      }
    }
    if (!request.headers().keySet().containsAll(signed)) {
      return refused("A header that the Authorization names is not in the request.");
    }
    if (request.header(CONTENT_HASH).contains("UNSIGNED-PAYLOAD")) {
      return refused("The payload must be signed: UNSIGNED-PAYLOAD is not accepted.");
    }
    return Optional.empty();
  }

  /// Whether the hash that the request claims for its body, if it claims one, is right.
  static boolean matchesContentHash(SignedRequest request, String payloadHash) {
    List<String> claimed = request.header(CONTENT_HASH);
    return claimed.isEmpty()
        || (claimed.size() == 1
            && MessageDigest.isEqual(
                claimed.getFirst().strip().getBytes(StandardCharsets.UTF_8),
                payloadHash.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<Refused> refused(String message) {
    return Optional.of(new Refused(Reason.MISMATCH, message));
  }
}
