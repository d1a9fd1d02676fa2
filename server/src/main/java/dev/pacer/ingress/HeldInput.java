package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Bytes that a client sent and nobody has read yet. Rarely more than one buffer, because reading stops
/// while one is held.
final class HeldInput {
  private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>(2);

  /// Takes a buffer.
  void add(ByteBuf bytes) {
    buffers.add(bytes);
  }

  /// The first buffer with bytes to read, still held; null when there is none.
  @Nullable ByteBuf first() {
    ByteBuf first = buffers.peek();
    while (first != null && !first.isReadable()) {
      buffers.remove().release();
      first = buffers.peek();
    }
    return first;
  }

  boolean isEmpty() {
    return first() == null;
  }

  /// Hands over the first buffer.
  ByteBuf takeFirst() {
    return buffers.remove();
  }

  void release() {
    buffers.forEach(ByteBuf::release);
    buffers.clear();
  }
}
