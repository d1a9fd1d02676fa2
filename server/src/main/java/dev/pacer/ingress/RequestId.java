package dev.pacer.ingress;

import java.util.UUID;

/// The id of the request at hand, see [RequestIds]. One object for one request after the other.
final class RequestId {
  long high;
  long low;

  UUID uuid() {
    return new UUID(high, low);
  }
}
