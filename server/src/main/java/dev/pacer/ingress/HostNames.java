package dev.pacer.ingress;

import dev.pacer.ingress.http1.RequestHeadParser;

/// Reads the host name of one request after the other of a connection. Most connections ask for one
/// host only, so its name is kept rather than made anew. For one thread.
final class HostNames {
  private byte[] lastValue = new byte[0];
  private String lastName = "";

  String of(RequestHeadParser request) {
    if (lastValue.length == 0 || !request.isHost(lastValue)) {
      lastValue = request.hostValue();
      lastName = request.host();
    }
    return lastName;
  }
}
