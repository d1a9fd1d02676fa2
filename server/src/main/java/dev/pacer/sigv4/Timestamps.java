package dev.pacer.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The basic ISO 8601 form of moments in signatures, `20261123T180000Z`.
final class Timestamps {

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);
  private static final int BASIC_LENGTH = 16;
  private static final int DAY_LENGTH = 8;

  private Timestamps() {}

  static String format(Instant moment) {
    return BASIC.format(moment);
  }

  /// The day of a moment in UTC, `20261123`.
  static String day(Instant moment) {
    return format(moment).substring(0, DAY_LENGTH);
  }

  /// The moment of a basic ISO 8601 text, or of an HTTP date, which a `Date` header may carry.
  static Optional<Instant> parse(String text) {
    DateTimeFormatter form =
        text.length() == BASIC_LENGTH ? BASIC : DateTimeFormatter.RFC_1123_DATE_TIME;
    try {
      return Optional.of(form.parse(text, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
