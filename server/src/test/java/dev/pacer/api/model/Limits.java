package dev.pacer.api.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a value may be.
///
/// @param minimum the least integer, or the least length in code points or entries where that is not
///     zero
/// @param maximum the greatest integer, or the greatest length in code points or entries
/// @param pattern what a string must match in whole
/// @param values what a string may be, in the order of the model; empty when free
/// @param sensitive whether the value must not be printed
public record Limits(
    OptionalLong minimum,
    OptionalLong maximum,
    Optional<String> pattern,
    List<String> values,
    boolean sensitive) {

  /// Whatever the type allows.
  static final Limits FREE =
      new Limits(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), List.of(), false);

  public Limits {
    values = List.copyOf(values);
  }

  /// Whether some value of the type is refused.
  boolean refuseSome() {
    return minimum.isPresent() || maximum.isPresent() || pattern.isPresent() || !values.isEmpty();
  }
}
