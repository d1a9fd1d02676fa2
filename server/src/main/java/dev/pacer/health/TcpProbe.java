package dev.pacer.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Passes when the port accepts a connection.
final class TcpProbe implements Probe {
  private final Duration timeout;

  TcpProbe(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public ProbeResult probe(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) Math.max(1, timeout.toMillis()));
      return new ProbeResult.Passed();
    } catch (IOException failure) {
      return new ProbeResult.Failed(FailureText.of(failure, timeout));
    }
  }
}
