package dev.pacer.health;

import java.net.InetSocketAddress;

/// Asks an instance once whether it works. Blocks for at most the probe's timeout; safe for any
/// number of threads.
public interface Probe {

  /// Never throws: whatever goes wrong is a failure with its reason.
  ProbeResult probe(InetSocketAddress address);
}
