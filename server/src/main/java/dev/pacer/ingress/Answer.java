package dev.pacer.ingress;

import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import io.netty.buffer.ByteBuf;

/// The client's side of an [Exchange]: what the request allows its answer to be, and how far the answer
/// is. Nothing it writes is flushed.
interface Answer {

  /// Forgets the last request, ready for the next one's answer.
  void reset(RequestHeadParser request);

  /// Whether the final answer's head was sent: nothing else can be answered from then on.
  boolean isBegun();

  /// Whether the client's connection may go on after the answer.
  boolean isKeepAlive();

  /// Whether the client takes the end of its connection for the end of the answer.
  boolean endsWithConnection();

  /// Passes on an answer before the answer, if the client understands such.
  void interim(ResponseHeadParser head);

  /// Passes on the instance's consent to another protocol. From then on both sides' bytes are passed on
  /// as they are.
  void switchProtocols(ResponseHeadParser head);

  /// Sends the head of an instance's answer.
  ///
  /// @return the form in which [#bytes] takes the body
  AnswerShape begin(ResponseHeadParser head);

  /// Sends bytes of the body; takes the buffer.
  void bytes(ByteBuf bytes);

  /// The body is complete.
  ///
  /// @param trailers its trailer lines, where the shape is [AnswerShape#DECODED]; else without meaning
  void end(Trailers trailers);

  /// Sends an answer of the front door's own.
  ///
  /// @param requestRead whether the request was read to its end
  void give(OwnReply own, boolean requestRead);
}
