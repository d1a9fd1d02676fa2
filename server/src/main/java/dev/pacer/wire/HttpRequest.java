package dev.pacer.wire;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole HTTP request as it came, nothing decoded.
///
/// @param rawPath the request target up to the first `?`
/// @param rawQuery the request target after the first `?`; empty when there is none
/// @param headers values by lower-case name, in the order in which they came
/// @param body never changed by whoever reads it
/// @param peer the address of the other end of the connection
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record HttpRequest(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body,
    InetSocketAddress peer) {

  public HttpRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// The header's value; several values joined by a comma, so that a header sent twice is never
  /// mistaken for one of its values.
  ///
  /// @param name the name in lower case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
  }
}
