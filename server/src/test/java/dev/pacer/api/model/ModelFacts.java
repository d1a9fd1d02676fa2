package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A service model as single facts, each with a name of its own, for example
/// `CreateServiceRequest.ServiceName maximum` → `40`, so that two models can be compared line by line.
final class ModelFacts {
  private final Map<String, String> facts = new TreeMap<>();

  private ModelFacts() {}

  static Map<String, String> of(ServiceModel model) {
    ModelFacts facts = new ModelFacts();
    model.operations().forEach(facts::operation);
    model.errors().forEach(facts::error);
    return facts.facts;
  }

  /// One line for each fact that the two do not share.
  static List<String> differences(Map<String, String> official, Map<String, String> ours) {
    Set<String> names = new TreeSet<>(official.keySet());
    names.addAll(ours.keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String expected = official.getOrDefault(name, "nothing");
      String actual = ours.getOrDefault(name, "nothing");
      if (!expected.equals(actual)) {
        lines.add(name + ": the official model has " + expected + ", ours " + actual);
      }
    }
    return lines;
  }

  private void operation(ServiceModel.Operation operation) {
    add(operation.name() + " input", operation.input().name());
    add(operation.name() + " output", operation.output().name());
    structure(operation.input());
    structure(operation.output());
  }

  private void error(ServiceModel.Fault fault) {
    add(fault.structure().name() + " blame", fault.blame());
    structure(fault.structure());
  }

  private void structure(Structure structure) {
    add(structure.name() + " members", structure.fields().stream().map(Field::name).toList());
    for (Field field : structure.fields()) {
      String name = structure.name() + "." + field.name();
      add(name + " required", field.required());
      shape(name, field.shape());
    }
  }

  private void shape(String name, ModelShape shape) {
    add(name + " type", shape.type());
    limits(name, shape.limits());
    switch (shape) {
      case Structure structure -> structure(structure);
      case ListOf list -> shape(name + "[element]", list.element());
      case MapOf map -> {
        shape(name + "[key]", map.key());
        shape(name + "[value]", map.value());
      }
      case Scalar _ -> {}
    }
  }

  private void limits(String name, Limits limits) {
    limits.minimum().ifPresent(value -> add(name + " minimum", value));
    limits.maximum().ifPresent(value -> add(name + " maximum", value));
    limits.pattern().ifPresent(value -> add(name + " pattern", value));
    if (!limits.values().isEmpty()) {
      add(name + " values", limits.values());
    }
    add(name + " sensitive", limits.sensitive());
  }

  /// Notes a fact; two facts under one name are both kept, so that they show as a difference.
  private void add(String name, Object value) {
    facts.merge(
        name,
        value.toString(),
        (before, now) -> before.equals(now) ? now : before + " and also " + now);
  }
}
