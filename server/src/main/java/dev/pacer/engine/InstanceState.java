package dev.pacer.engine;

import java.net.InetSocketAddress;

/// What an instance is doing.
public sealed interface InstanceState {

  /// The process runs.
  ///
  /// @param address where the instance is reached from this machine
  /// @param suspended whether it has no processor now, see [ComputeEngine#suspend]
  record Running(InetSocketAddress address, boolean suspended) implements InstanceState {}

  /// The process ended, or never began.
  ///
  /// @param exitCode its exit status, 137 when it was killed
  /// @param outOfMemory whether the kernel killed it for exceeding its memory limit
  record Exited(int exitCode, boolean outOfMemory) implements InstanceState {}
}
