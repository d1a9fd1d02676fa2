package dev.pacer.wire;

import java.util.regex.Pattern;

/// A regular expression that a whole string must match, with a bound on the work: an expression that
/// looks at characters more often than [#STEP_LIMIT] is stopped and counts as not matching. The
/// service model's own expressions stay far below it at their longest inputs.
final class FullMatch {

  static final int STEP_LIMIT = 10_000_000;

  private final String expression;
  private final Pattern pattern;

  FullMatch(String expression) {
    this.expression = expression;
    this.pattern = Pattern.compile(expression);
  }

  /// The expression as declared.
  String expression() {
    return expression;
  }

  boolean matches(String value) {
    try {
      return pattern.matcher(new CountedCharacters(value)).matches();
    } catch (StepLimitReached _) {
      return false;
    }
  }

  /// A string that counts how often its characters are looked at; made for one match on one thread.
  private static final class CountedCharacters implements CharSequence {

    private final String value;
    private int steps;

    CountedCharacters(String value) {
      this.value = value;
    }

    @Override
    public char charAt(int index) {
      if (++steps > STEP_LIMIT) {
        throw new StepLimitReached();
      }
      return value.charAt(index);
    }

    @Override
    public int length() {
      return value.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return value.subSequence(start, end);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  private static final class StepLimitReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepLimitReached() {
      super("step limit reached", null, false, false);
    }
  }
}
