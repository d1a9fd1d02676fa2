package dev.pacer.ingress;

import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.routes.Backend;
import io.netty.buffer.ByteBuf;

/// The instance's side of an [Exchange]: a connection of HTTP/1.1, or one stream of HTTP/2. It reads
/// exactly one final answer and tells the exchange of it.
interface Upstream {

  Backend backend();

  /// Whether its connection has served a request before: the instance may have closed it meanwhile.
  boolean isReused();

  /// Whether the instance keeps up with the request.
  boolean isWritable();

  /// Sends a request's head, which can be used again after this.
  ///
  /// @param id what it is called in the instance's log too
  void writeHead(RequestHeadParser head, Requester requester, RequestId id, boolean upgrade);

  /// Sends bytes of the request's body with its HTTP/1.1 framing, without flushing; takes the buffer.
  void write(ByteBuf bytes);

  void flush();

  void pauseReading();

  void resumeReading();

  /// Gives up the exchange; the instance is told that nobody waits for the rest.
  void abandon();

  /// The exchange is over.
  ///
  /// @param reusable whether both messages were read to their ends
  void done(boolean reusable);
}
