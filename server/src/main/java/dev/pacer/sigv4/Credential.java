package dev.pacer.sigv4;

/// An access key with its secret. Its text form hides the secret.
///
/// @param accountId the twelve digits of the account that the key belongs to
public record Credential(String accessKeyId, String secretAccessKey, String accountId) {

  @Override
  public String toString() {
    return "Credential[" + accessKeyId + " of " + accountId + "]";
  }
}
