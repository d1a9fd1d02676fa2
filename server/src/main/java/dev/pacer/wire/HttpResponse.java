package dev.pacer.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A whole HTTP response. The listener adds `Content-Length`, `Date` and what belongs to the
/// connection.
///
/// @param headers one value by name, written in this order
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {

  public HttpResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
