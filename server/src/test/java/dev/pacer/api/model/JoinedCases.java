package dev.pacer.api.model;

import static tools.jackson.databind.node.JsonNodeFactory.instance;

import dev.pacer.api.model.ModelShape.Scalar;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The cases of one operation with several broken values at once, whose problems are joined to one
/// text in the order of declaration.
final class JoinedCases {
  private JoinedCases() {}

  static List<Case> of(ServiceModel.Operation operation) {
    List<Place> places =
        Place.in(operation.input()).stream().filter(JoinedCases::isBreakable).toList();
    List<Case> cases = new ArrayList<>();
    cases.add(withoutAnyMember(operation));
    for (int index = 1; index < places.size(); index++) {
      List<Place> neighbours = List.of(places.get(index - 1), places.get(index));
      cases.add(
          broken(operation, neighbours.getFirst() + " and " + neighbours.getLast(), neighbours));
    }
    cases.add(broken(operation, "every constrained member", places));
    return cases;
  }

  private static Case withoutAnyMember(ServiceModel.Operation operation) {
    List<String> problems = new ArrayList<>();
    for (Step step : Step.from(operation.input())) {
      problems.addAll(Problem.with(instance.missingNode(), new Place(List.of(step))));
    }
    return new Case(
        operation, operation.name() + ": no member at all", instance.objectNode(), problems);
  }

  private static Case broken(ServiceModel.Operation operation, String what, List<Place> places) {
    Input input = new Input(operation.input());
    List<String> problems = new ArrayList<>();
    for (Place place : places) {
      JsonNode value = breaking((Scalar) place.shape());
      input.set(place, value);
      problems.addAll(Problem.with(value, place));
    }
    return new Case(
        operation, "%s %s: all broken".formatted(operation.name(), what), input.body(), problems);
  }

  private static boolean isBreakable(Place place) {
    return place.shape() instanceof Scalar && place.shape().limits().refuseSome();
  }

  private static JsonNode breaking(Scalar scalar) {
    Limits limits = scalar.limits();
    if (scalar.type().equals("integer")) {
      return instance.numberNode(limits.minimum().orElseThrow() - 1);
    }
    if (!limits.values().isEmpty()) {
      return instance.stringNode("NO_SUCH_VALUE");
    }
    int tooShort = (int) limits.minimum().orElse(1) - 1;
    return instance.stringNode(Example.of(limits).miss().orElse("a".repeat(tooShort)));
  }
}
