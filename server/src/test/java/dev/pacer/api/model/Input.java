package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Structure;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The input of a call: valid and minimal, until values are set in it.
final class Input {
  private final Structure structure;
  private final JsonNode body;

  Input(Structure structure) {
    this.structure = structure;
    this.body = Sample.of(structure);
  }

  JsonNode body() {
    return body;
  }

  /// Puts a value at a place; what is missing on the way there is put, valid and minimal.
  ///
  /// @param value a missing node to take away what is there
  Input set(Place place, JsonNode value) {
    placed(body, structure, place.steps(), value);
    return this;
  }

  private static JsonNode placed(
      JsonNode present, ModelShape shape, List<Step> steps, JsonNode value) {
    if (steps.isEmpty()) {
      return value;
    }
    JsonNode holder = present.isMissingNode() ? Sample.of(shape) : present;
    Step step = steps.getFirst();
    List<Step> rest = steps.subList(1, steps.size());
    switch (step) {
      case Step.Member(var field) -> {
        JsonNode held = placed(holder.path(field.name()), field.shape(), rest, value);
        put((ObjectNode) holder, field.name(), held);
      }
      case Step.Element(var element) -> {
        int last = holder.size() - 1;
        ((ArrayNode) holder).set(last, placed(holder.get(last), element, rest, value));
      }
      case Step.Key _ -> {
        ObjectNode map = (ObjectNode) holder;
        put(map, value.asString(), map.remove(onlyKey(map)));
      }
      case Step.Value(var map) -> {
        String key = onlyKey(holder);
        put((ObjectNode) holder, key, placed(holder.get(key), map.value(), rest, value));
      }
    }
    return holder;
  }

  private static void put(ObjectNode holder, String name, JsonNode value) {
    if (value.isMissingNode()) {
      holder.remove(name);
    } else {
      holder.set(name, value);
    }
  }

  private static String onlyKey(JsonNode map) {
    return map.propertyNames().iterator().next();
  }
}
