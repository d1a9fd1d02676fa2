package dev.pacer.api.model;

import java.util.List;

/// What a member may hold, the same for the official model and for our records. Shapes stand inside
/// each other: App Runner's model has none that contains itself.
public sealed interface ModelShape {

  /// The type's name in the model.
  String type();

  Limits limits();

  /// A string, integer, boolean or timestamp.
  record Scalar(String type, Limits limits) implements ModelShape {}

  record ListOf(Limits limits, ModelShape element) implements ModelShape {
    @Override
    public String type() {
      return "list";
    }
  }

  record MapOf(Limits limits, ModelShape key, ModelShape value) implements ModelShape {
    @Override
    public String type() {
      return "map";
    }
  }

  /// @param fields the members in the order of declaration
  record Structure(String name, Limits limits, List<Field> fields) implements ModelShape {
    public Structure {
      fields = List.copyOf(fields);
    }

    @Override
    public String type() {
      return "structure " + name;
    }
  }

  /// A structure's member under its name on the wire.
  record Field(String name, boolean required, ModelShape shape) {}
}
