package dev.pacer.sigv4;

import java.util.List;
import java.util.Map;

/// What a signature is made over.
///
/// @param rawPath the request's path as sent, still encoded
/// @param rawQuery the request's query as sent, without `?`; empty when there is none
/// @param headers values by lower-case name, in the order in which they were sent
/// @param body never changed by whoever reads it
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record SignedRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  /// The header's values; none when it is absent.
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }
}
