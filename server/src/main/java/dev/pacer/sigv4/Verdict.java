package dev.pacer.sigv4;

/// What a signature proves.
public sealed interface Verdict {

  /// The request was signed with the secret of this key.
  ///
  /// @param region the region of the signature's scope; any that is well formed
  record Accepted(String accessKeyId, String accountId, String region) implements Verdict {}

  /// The request proves nothing.
  ///
  /// @param message the text for the caller, in the words that AWS uses; SDKs read the server's time
  ///     out of those of [Reason#EXPIRED] and [Reason#NOT_YET_CURRENT]
  record Refused(Reason reason, String message) implements Verdict {}

  /// Why a request was refused.
  enum Reason {
    /// There is no signature at all.
    MISSING_TOKEN,
    /// The signature or its parts cannot be read, or a part is missing.
    INCOMPLETE,
    /// The access key is not known, or was sent with a session token that is not known.
    UNKNOWN_KEY,
    /// The signature is not that of this request, or its scope is not ours.
    MISMATCH,
    /// The signature is too old.
    EXPIRED,
    /// The signature is from the future.
    NOT_YET_CURRENT
  }
}
