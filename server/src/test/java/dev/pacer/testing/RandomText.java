package dev.pacer.testing;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Made-up texts and bytes, with a taste for what parsers stumble over.
public final class RandomText {

  private static final List<String> ODD =
      List.of(
          ("| |\t|\n|\r\n|\u0000|\u007f|\u0085|\u2028|\ufeff|\ufffd|\"|\\|'|/|%|%00|%zz|"
                  + "${x}|{|}|[|]|:|,|;|=|&|*|..|-|_|.|\u00e9|\u0130|\u0131|\u00df|\ud83d\ude00|"
                  + "e\u0301|null|NaN|1e9|-0|0x1|aws:|#|@|<b>|--|' or 1=1 --|\u202e")
              .split("[|]", -1));

  private RandomText() {}

  /// One of the items.
  public static <T> T oneOf(RandomGenerator random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /// True so many times in a hundred.
  public static boolean percent(RandomGenerator random, int chance) {
    return random.nextInt(100) < chance;
  }

  /// A text without unpaired surrogates: mostly short, now and then longer than any bound.
  public static String any(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(6); parts > 0; parts--) {
      text.append(percent(random, 40) ? oneOf(random, ODD) : letters(random));
    }
    return percent(random, 2)
        ? text.append("x").toString().repeat(random.nextInt(6_000))
        : text.toString();
  }

  /// A few letters, digits and hyphens.
  public static String letters(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(1, 9); length > 0; length--) {
      text.append("abcxyzABCXYZ0189-".charAt(random.nextInt(17)));
    }
    return text.toString();
  }

  /// A text of characters that a header may carry.
  public static String latin(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(
          percent(random, 80) ? (char) random.nextInt(32, 127) : (char) random.nextInt(9, 256));
    }
    return text.toString();
  }

  /// Any bytes, fewer than the limit.
  public static byte[] bytes(RandomGenerator random, int limit) {
    byte[] bytes = new byte[random.nextInt(limit)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// The bytes with a few of them changed, left out, doubled or cut off.
  public static byte[] mangled(RandomGenerator random, byte[] bytes) {
    byte[] mangled = bytes;
    for (int change = random.nextInt(1, 4); change > 0 && mangled.length > 0; change--) {
      int at = random.nextInt(mangled.length);
      int end = Math.min(mangled.length, at + random.nextInt(1, 9));
      mangled =
          switch (random.nextInt(5)) {
            case 0 -> spliced(mangled, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
            case 1 ->
                spliced(
                    mangled,
                    at,
                    new byte[] {(byte) "{}[]\",:\\0e-.ntf".charAt(random.nextInt(15))},
                    at + 1);
            case 2 -> spliced(mangled, at, new byte[0], end);
            case 3 -> spliced(mangled, at, Arrays.copyOfRange(mangled, at, end), at);
            default -> Arrays.copyOf(mangled, random.nextInt(10) == 0 ? at : mangled.length);
          };
    }
    return mangled;
  }

  private static byte[] spliced(byte[] bytes, int from, byte[] middle, int to) {
    byte[] spliced = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(middle, 0, spliced, from, middle.length);
    System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
    return spliced;
  }
}
