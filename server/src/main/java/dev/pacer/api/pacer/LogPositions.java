package dev.pacer.api.pacer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far each stream of a log was read, as a token for the client. It carries no secret and grants
/// nothing: only streams of the service that the call names are ever read.
///
/// @param byStream the next position, by stream name
record LogPositions(Map<String, Long> byStream) {
  private static final int MOST_STREAMS = 1_000;

  LogPositions {
    byStream = Map.copyOf(byStream);
  }

  String token() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(byStream)
        .forEach(
            (stream, position) -> text.append(stream).append(' ').append(position).append('\n'));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("1\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  /// Empty when the text is no token.
  static Optional<LogPositions> parse(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] lines = text.split("\n", MOST_STREAMS + 2);
      if (!lines[0].equals("1") || lines.length > MOST_STREAMS + 1) {
        return Optional.empty();
      }
      Map<String, Long> positions = new TreeMap<>();
      for (int line = 1; line < lines.length && !lines[line].isEmpty(); line++) {
        int blank = lines[line].indexOf(' ');
        positions.put(
            lines[line].substring(0, blank), Long.parseLong(lines[line].substring(blank + 1)));
      }
      return Optional.of(new LogPositions(positions));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }
}
