package dev.pacer.ingress;

import io.netty.buffer.ByteBufAllocator;

/// Whoever asked for the answer of one [Exchange]: a connection of HTTP/1.1, or one stream of HTTP/2.
interface Requester {

  /// What the access log shows of it.
  Peer peer();

  /// The header lines that tell an instance who asked, see [HeadWriter#forwardedLines].
  byte[] forwardedLines();

  /// How its connection came in.
  Arrival arrival();

  ByteBufAllocator allocator();

  /// Whether the client keeps up with its answer.
  boolean isWritable();

  void flush();

  /// The instance takes more of the request.
  void pump();

  /// The exchange has its answer, whole and written.
  ///
  /// @param goesOn whether another request may follow
  /// @param requestRead whether the request was read to its end
  void exchangeEnded(boolean goesOn, boolean requestRead);

  /// Ends in the middle of an answer, so that the client cannot take it for whole.
  ///
  /// @param byReset when an ordinary end would mean the end of the answer
  void cut(boolean byReset);
}
