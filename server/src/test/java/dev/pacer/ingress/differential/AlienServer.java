package dev.pacer.ingress.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A server behind the front door that somebody else wrote, with a parser of its own. It answers every
/// request that it reads exactly once, and, where it [#echoes], names the `x-request-id` that it read in
/// the answer's `x-seen`.
interface AlienServer extends AutoCloseable {
  InetSocketAddress address();

  boolean echoes();

  @Override
  void close() throws IOException;

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// A port that is free now, for programs that cannot choose one themselves.
  static int freePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }
}
