package dev.pacer.wire;

import dev.pacer.api.model.Limits;
import dev.pacer.api.model.ModelShape;
import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.wire.Shape.BooleanShape;
import dev.pacer.wire.Shape.DoubleShape;
import dev.pacer.wire.Shape.IntegerShape;
import dev.pacer.wire.Shape.ListShape;
import dev.pacer.wire.Shape.LongShape;
import dev.pacer.wire.Shape.MapShape;
import dev.pacer.wire.Shape.StringShape;
import dev.pacer.wire.Shape.StructureShape;
import dev.pacer.wire.Shape.TimestampShape;
import java.util.OptionalLong;

/// Shows the plan by which codec and validator treat a record to tests outside of this room.
public final class DeclaredShapes {
  private DeclaredShapes() {}

  public static ModelShape.Structure structure(Class<?> type) {
    return structure(type, Constraints.of());
  }

  private static ModelShape.Structure structure(Class<?> type, Constraints constraints) {
    return new ModelShape.Structure(
        type.getSimpleName(),
        lengths(constraints),
        Shapes.structure(type).fields().stream()
            .map(field -> new Field(field.wireName(), field.required(), shape(field.shape())))
            .toList());
  }

  private static ModelShape shape(Shape shape) {
    Limits lengths = lengths(shape.constraints());
    return switch (shape) {
      case StringShape _ -> new Scalar("string", lengths);
      case IntegerShape _ -> new Scalar("integer", range(shape.constraints()));
      case LongShape _ -> new Scalar("long", range(shape.constraints()));
      case DoubleShape _ -> new Scalar("double", lengths);
      case BooleanShape _ -> new Scalar("boolean", lengths);
      case TimestampShape _ -> new Scalar("timestamp", lengths);
      case ListShape list -> new ListOf(lengths, shape(list.element()));
      case MapShape map ->
          new MapOf(lengths, new Scalar("string", lengths(map.key())), shape(map.value()));
      case StructureShape structure -> structure(structure.type(), structure.constraints());
    };
  }

  private static Limits lengths(Constraints constraints) {
    return limits(
        constraints,
        unless(0, constraints.minimumLength()),
        unless(Integer.MAX_VALUE, constraints.maximumLength()));
  }

  private static Limits range(Constraints constraints) {
    return limits(
        constraints,
        unless(Long.MIN_VALUE, constraints.minimum()),
        unless(Long.MAX_VALUE, constraints.maximum()));
  }

  private static OptionalLong unless(long none, long value) {
    return value == none ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Limits limits(
      Constraints constraints, OptionalLong minimum, OptionalLong maximum) {
    return new Limits(
        minimum,
        maximum,
        constraints.pattern().map(FullMatch::expression),
        constraints.values(),
        constraints.sensitive());
  }
}
