package dev.pacer.reconcile;

import dev.pacer.engine.HostMemory;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the machine has memory for one more instance. What starts has not taken its memory yet, so
/// its limit is kept free for it until it is up; after that its real use counts. Safe for any thread.
final class MemoryRoom {
  private static final long MEBIBYTE = 1 << 20;

  private final Supplier<Optional<HostMemory>> host;
  private long promised;

  /// @param host empty when nobody knows: then there is always room
  MemoryRoom(Supplier<Optional<HostMemory>> host) {
    this.host = host;
  }

  /// Keeps an instance's memory free for it, until [#giveBack].
  ///
  /// @param mebibytes its limit
  /// @return why not; empty when it is kept
  synchronized Optional<String> take(int mebibytes) {
    Optional<HostMemory> memory = host.get();
    long wanted = mebibytes * MEBIBYTE;
    long free =
        memory.map(known -> Math.max(0, known.availableBytes() - promised)).orElse(Long.MAX_VALUE);
    if (free < wanted) {
      return Optional.of(
          "Instance not started: %d of %d MiB are free on this machine."
              .formatted(free / MEBIBYTE, mebibytes));
    }
    promised += wanted;
    return Optional.empty();
  }

  synchronized void giveBack(int mebibytes) {
    promised -= mebibytes * MEBIBYTE;
  }
}
