package dev.pacer.sigv4;

import java.nio.charset.StandardCharsets;

/// What a signing key is good for: one day, one region, one service.
///
/// @param date the day in UTC as `yyyyMMdd`
record Scope(String date, String region, String service) {

  static final String TERMINATOR = "aws4_request";

  /// The signing key of this scope.
  byte[] signingKey(String secretAccessKey) {
    byte[] key = Digests.code(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), date);
    return Digests.code(Digests.code(Digests.code(key, region), service), TERMINATOR);
  }

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
