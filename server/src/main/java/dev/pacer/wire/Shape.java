package dev.pacer.wire;

import org.jspecify.annotations.Nullable;

/// What a member may hold: the plan by which the codec reads and writes it and the validator checks
/// it. Computed once per record class by [Shapes].
sealed interface Shape {

  /// What the declaration asks of a value of this shape.
  Constraints constraints();

  /// A JSON string.
  record StringShape(Constraints constraints) implements Shape {}

  /// A JSON number without fraction that fits an `int`; primitive when an absent one is zero.
  record IntegerShape(Constraints constraints, boolean primitive) implements Shape {}

  /// A JSON number without fraction that fits a `long`; primitive when an absent one is zero.
  record LongShape(Constraints constraints, boolean primitive) implements Shape {}

  /// A JSON number, or one of the strings `NaN`, `Infinity` and `-Infinity`; primitive when an absent
  /// one is zero.
  record DoubleShape(Constraints constraints, boolean primitive) implements Shape {}

  /// `true` or `false`; primitive when an absent one is false.
  record BooleanShape(Constraints constraints, boolean primitive) implements Shape {}

  /// A JSON number of seconds since the epoch, with milliseconds as its fraction.
  record TimestampShape(Constraints constraints) implements Shape {}

  /// A JSON array.
  record ListShape(Constraints constraints, Shape element) implements Shape {}

  /// A JSON object with free names.
  record MapShape(Constraints constraints, Constraints key, Shape value) implements Shape {}

  /// A JSON object with declared members. Names the class only; its members are looked up when
  /// needed, so that a record may contain itself in a list.
  record StructureShape(Constraints constraints, Class<? extends Record> type) implements Shape {

    Structure structure() {
      return Shapes.structure(type);
    }
  }

  /// The value of an absent member: null, or a primitive's zero.
  default @Nullable Object absentValue() {
    return switch (this) {
      case IntegerShape shape -> shape.primitive() ? (Object) 0 : null;
      case LongShape shape -> shape.primitive() ? (Object) 0L : null;
      case DoubleShape shape -> shape.primitive() ? (Object) 0.0 : null;
      case BooleanShape shape -> shape.primitive() ? (Object) false : null;
      case StringShape _, TimestampShape _, ListShape _, MapShape _, StructureShape _ -> null;
    };
  }
}
