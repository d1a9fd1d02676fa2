package dev.pacer.rules;

import java.util.random.RandomGenerator;

/// Tokens that were tampered with or made up.
final class Forgery {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Forgery() {}

  /// A text that is not the token but perhaps nearly.
  static String of(String token, RandomGenerator random) {
    int place = random.nextInt(token.length());
    String before = token.substring(0, place);
    String after = token.substring(place + 1);
    String forged =
        switch (random.nextInt(7)) {
          case 0, 1 -> before + letter(random) + after;
          case 2 -> before + after;
          case 3 -> before + letter(random) + token.charAt(place) + after;
          case 4 -> token + "=";
          case 5 -> token.substring(0, 1 + place);
          default -> madeUp(token.length(), random);
        };
    return forged.equals(token) ? token + letter(random) : forged;
  }

  private static String madeUp(int length, RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(letter(random));
    }
    return text.toString();
  }

  private static char letter(RandomGenerator random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
