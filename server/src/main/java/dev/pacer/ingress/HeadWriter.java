package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/// Writes the heads that go on: the sender's lines less those that stay here, and ours.
final class HeadWriter {
  private static final byte[] VERSION_AND_LINE_END = " HTTP/1.1\r\n".getBytes(US_ASCII);
  private static final byte[] VERSION = "HTTP/1.1 ".getBytes(US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final byte[] CLOSE = "connection: close\r\n".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(US_ASCII);
  private static final byte[] UPGRADE = "connection: upgrade\r\n".getBytes(US_ASCII);

  private HeadWriter() {}

  /// The lines that tell an instance who asked, `X-Forwarded-For` and `X-Forwarded-Proto`. They replace
  /// those of the client: no peer is trusted to name another.
  static byte[] forwardedLines(String clientAddress, String scheme) {
    return "x-forwarded-for: %s\r\nx-forwarded-proto: %s\r\n"
        .formatted(clientAddress, scheme)
        .getBytes(US_ASCII);
  }

  static ByteBuf request(
      ByteBufAllocator allocator,
      RequestHeadParser head,
      boolean upgrade,
      byte[] forwardedLines,
      RequestId id,
      RequestIds ids) {
    int added =
        forwardedLines.length
            + RequestIds.LINE_BYTES
            + VERSION_AND_LINE_END.length
            + UPGRADE.length
            + 8;
    ByteBuf out = allocator.ioBuffer(head.end() + added);
    byte[] bytes = head.bytes();
    out.writeBytes(bytes, head.methodStart(), head.methodEnd() - head.methodStart() + 1);
    ByteBufUtil.writeAscii(out, head.targetPrefix());
    out.writeBytes(bytes, head.targetStart(), head.targetEnd() - head.targetStart());
    out.writeBytes(VERSION_AND_LINE_END);
    HeaderPolicy.ofRequest(head, upgrade).copyLines(head, out);
    if (upgrade) {
      out.writeBytes(UPGRADE);
    }
    out.writeBytes(forwardedLines);
    ids.writeLine(id, out);
    return out.writeBytes(LINE_END);
  }

  static ByteBuf response(
      ByteBufAllocator allocator,
      ResponseHeadParser head,
      HeaderPolicy policy,
      ConnectionLine connection) {
    ByteBuf out = allocator.ioBuffer(head.end() + KEEP_ALIVE.length + 8);
    out.writeBytes(VERSION);
    out.writeBytes(head.bytes(), head.statusStart(), head.statusLineEnd() - head.statusStart());
    out.writeBytes(LINE_END);
    policy.copyLines(head, out);
    switch (connection) {
      case NONE -> {}
      case CLOSE -> out.writeBytes(CLOSE);
      case KEEP_ALIVE -> out.writeBytes(KEEP_ALIVE);
      case UPGRADE -> out.writeBytes(UPGRADE);
    }
    return out.writeBytes(LINE_END);
  }

  /// What a response says about its connection: HTTP/1.1 goes on and HTTP/1.0 ends when nothing is said.
  enum ConnectionLine {
    NONE,
    CLOSE,
    KEEP_ALIVE,
    /// It changes its protocol with this answer.
    UPGRADE
  }
}
