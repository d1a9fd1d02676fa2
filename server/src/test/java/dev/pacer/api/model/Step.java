package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import java.util.List;

/// One step from a value to what it holds.
sealed interface Step {

  /// The shape of what the step leads to.
  ModelShape shape();

  /// To a member of a structure.
  record Member(Field field) implements Step {
    @Override
    public ModelShape shape() {
      return field.shape();
    }
  }

  /// To the last element of a list of two.
  record Element(ModelShape shape) implements Step {}

  /// To the key of a map's only entry.
  record Key(ModelShape shape) implements Step {}

  /// To the value of a map's only entry.
  record Value(MapOf map) implements Step {
    @Override
    public ModelShape shape() {
      return map.value();
    }
  }

  /// All steps from a value, in the order in which problems are reported.
  static List<Step> from(ModelShape shape) {
    return switch (shape) {
      case Structure structure -> structure.fields().stream().<Step>map(Member::new).toList();
      case ListOf list -> List.of(new Element(list.element()));
      case MapOf map -> List.of(new Key(map.key()), new Value(map));
      case Scalar _ -> List.of();
    };
  }
}
