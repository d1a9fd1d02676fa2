package dev.pacer.ingress;

/// Header fields that HTTP/2 forbids (RFC 9113 section 8.1.1): the stream ends with a protocol error.
final class MalformedFieldsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong, without anything the peer sent
  MalformedFieldsException(String message) {
    super(message, null, false, false);
  }
}
