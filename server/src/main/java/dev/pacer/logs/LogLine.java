package dev.pacer.logs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// One line of a stream.
///
/// In a file it is the time in ISO form with nine digits of a second, a blank, the text in UTF-8 and
/// a line feed.
///
/// @param at when it was written
/// @param text without its end
public record LogLine(Instant at, String text) {
  private static final int LONGEST = 32 * 1024;
  private static final int TIME_LENGTH = 30;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// The line as it stands in a file. Ends of lines inside the text become blanks, and a text of
  /// more than 32 Ki characters is cut.
  byte[] encoded() {
    String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    String line = kept.replace('\n', ' ').replace('\r', ' ');
    return (TIME.format(at) + " " + line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Reads a line of a file, without its line feed; empty when it is not one, as after a crash in
  /// the middle of writing.
  static Optional<LogLine> decoded(byte[] bytes, int from, int to) {
    if (to - from <= TIME_LENGTH || bytes[from + TIME_LENGTH] != ' ') {
      return Optional.empty();
    }
    String time = new String(bytes, from, TIME_LENGTH, StandardCharsets.ISO_8859_1);
    int textFrom = from + TIME_LENGTH + 1;
    String text = new String(bytes, textFrom, to - textFrom, StandardCharsets.UTF_8);
    try {
      return Optional.of(new LogLine(Instant.parse(time), text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
