package dev.pacer.ingress;

import dev.pacer.ingress.http1.RequestHeadParser;

/// The host names that one client connection asks for: nearly always the same one, so that its string
/// is made once.
final class HostNames {
  private byte[] lastValue = new byte[0];
  private String lastName = "";

  /// The name to look up: lower-case, without port.
  String of(RequestHeadParser head) {
    if (!head.isHost(lastValue)) {
      lastValue = head.hostValue();
      lastName = head.host();
    }
    return lastName;
  }
}
