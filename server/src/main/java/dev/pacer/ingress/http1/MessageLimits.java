package dev.pacer.ingress.http1;

/// How large the parts of one message may be that have to be understood as a whole. Bodies are not
/// limited: they are followed, never kept.
///
/// @param headBytes start line and header lines with their line ends, in bytes
/// @param targetBytes the request target, in bytes
/// @param headers header lines of one head
/// @param trailerBytes all trailer lines of one chunked body, in bytes
/// @param chunkLineBytes one chunk's size line with its extensions, in bytes
public record MessageLimits(
    int headBytes, int targetBytes, int headers, int trailerBytes, int chunkLineBytes) {

  /// 64 KiB of head (App Runner's router takes 60 KiB), 16 KiB of target, 128 header lines, 8 KiB of
  /// trailers and 256 bytes for a chunk's size line.
  public static final MessageLimits DEFAULTS =
      new MessageLimits(64 * 1024, 16 * 1024, 128, 8 * 1024, 256);

  public MessageLimits {
    if (headBytes < 64
        || targetBytes < 1
        || headers < 1
        || trailerBytes < 0
        || chunkLineBytes < 16) {
      throw new IllegalArgumentException(
          "Message limits are too small: headBytes %d (least 64), targetBytes %d (1), headers %d (1), trailerBytes %d (0), chunkLineBytes %d (16)"
              .formatted(headBytes, targetBytes, headers, trailerBytes, chunkLineBytes));
    }
  }
}
