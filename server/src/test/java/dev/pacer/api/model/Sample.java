package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The smallest valid values: structures of required members, lists of two, maps of one entry.
final class Sample {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Sample() {}

  static JsonNode of(ModelShape shape) {
    return switch (shape) {
      case Structure structure -> structure(structure);
      case ListOf(_, var element) -> JSON.arrayNode().add(of(element)).add(of(element));
      case MapOf(_, var key, var value) -> JSON.objectNode().set(of(key).asString(), of(value));
      case Scalar(var type, var limits) -> scalar(type, limits);
    };
  }

  private static ObjectNode structure(Structure structure) {
    ObjectNode sample = JSON.objectNode();
    structure.fields().stream()
        .filter(Field::required)
        .forEach(field -> sample.set(field.name(), of(field.shape())));
    return sample;
  }

  private static JsonNode scalar(String type, Limits limits) {
    return switch (type) {
      case "string" -> JSON.stringNode(string(limits));
      case "integer" -> JSON.numberNode((int) limits.minimum().orElse(1));
      case "boolean" -> JSON.booleanNode(true);
      default -> throw new IllegalStateException("no input has had a " + type + " so far");
    };
  }

  private static String string(Limits limits) {
    if (!limits.values().isEmpty()) {
      return limits.values().getFirst();
    }
    Example example = Example.of(limits);
    return example.ofLength().apply((int) Math.max(limits.minimum().orElse(0), example.shortest()));
  }
}
