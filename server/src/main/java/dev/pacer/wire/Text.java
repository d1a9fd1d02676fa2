package dev.pacer.wire;

/// Cutting of texts that go into answers, so that nothing a caller sends can make them long.
final class Text {

  private static final String ELLIPSIS = "...";

  private Text() {}

  /// The text itself, or its beginning with an ellipsis, at most `limit` characters in all. A
  /// surrogate pair is never split.
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - ELLIPSIS.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
