package dev.pacer.api.model;

import static tools.jackson.databind.node.JsonNodeFactory.instance;

import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The cases of one operation with a single value that is special: at a limit of the model, or just
/// past it.
final class LimitCases {
  private static final int VERY_LONG = 100_000;
  private static final String TWO_CHARACTERS_IN_JAVA = "\uD83D\uDE00";

  private final ServiceModel.Operation operation;
  private final List<Case> cases = new ArrayList<>();

  private LimitCases(ServiceModel.Operation operation) {
    this.operation = operation;
  }

  static List<Case> of(ServiceModel.Operation operation) {
    LimitCases limits = new LimitCases(operation);
    Place.in(operation.input()).forEach(limits::place);
    return limits.cases;
  }

  private void place(Place place) {
    presence(place);
    Limits limits = place.shape().limits();
    switch (place.shape()) {
      case Scalar(var type, _) when type.equals("integer") -> integer(place, limits);
      case Scalar(var type, _) when !type.equals("string") -> {}
      case Scalar _ when !limits.values().isEmpty() -> enumeration(place, limits.values());
      case Scalar _ -> string(place, limits, Example.of(limits));
      case ListOf _ -> accepted(place, "no elements", instance.arrayNode());
      case MapOf _ -> accepted(place, "no entries", instance.objectNode());
      case Structure _ -> {}
    }
  }

  private void presence(Place place) {
    switch (place.last()) {
      case Step.Member(var field) when field.required() -> {
        refused(place, "absent", instance.missingNode());
        refused(place, "null", instance.nullNode());
      }
      case Step.Member _ -> accepted(place, "null, which is as absent", instance.nullNode());
      case Step.Element _, Step.Value _ -> refused(place, "null", instance.nullNode());
      case Step.Key _ -> {}
    }
  }

  private void integer(Place place, Limits limits) {
    limits
        .minimum()
        .ifPresent(least -> {
          accepted(place, "the least value", instance.numberNode(least));
          refused(place, "one less than the least value", instance.numberNode(least - 1));
        });
    long greatest = limits.maximum().orElse(Integer.MAX_VALUE);
    accepted(place, "the greatest value", instance.numberNode(greatest));
    limits
        .maximum()
        .ifPresent(_ ->
            refused(place, "one more than the greatest value", instance.numberNode(greatest + 1)));
  }

  private void enumeration(Place place, List<String> values) {
    for (String value : values) {
      accepted(place, value, text(value));
    }
    refused(place, "a value in small letters", text(values.getFirst().toLowerCase(Locale.ROOT)));
    refused(place, "an unknown value", text("NO_SUCH_VALUE"));
    refused(place, "the empty text", text(""));
  }

  private void string(Place place, Limits limits, Example example) {
    int least = (int) limits.minimum().orElse(0);
    int shortest = Math.max(least, example.shortest());
    accepted(place, "as short as allowed", text(example.ofLength().apply(shortest)));
    if (least > 0) {
      refused(place, "one character too short", text(example.ofLength().apply(least - 1)));
    }
    if (least < shortest) {
      refused(place, "as short as allowed, of another form", text("a".repeat(least)));
    }
    limits
        .maximum()
        .ifPresentOrElse(
            greatest -> greatestLength(place, limits, example, (int) greatest),
            () -> accepted(place, "very long", text(example.ofLength().apply(VERY_LONG))));
    example.miss().ifPresent(miss -> refused(place, "of another form", text(miss)));
    add(place, "a line break at the end", text(example.ofLength().apply(shortest) + "\n"));
  }

  private void greatestLength(Place place, Limits limits, Example example, int greatest) {
    accepted(place, "as long as allowed", text(example.ofLength().apply(greatest)));
    refused(place, "one character too long", text(example.ofLength().apply(greatest + 1)));
    String wide = TWO_CHARACTERS_IN_JAVA.repeat(greatest);
    if (limits.pattern().isEmpty() || Pattern.matches(limits.pattern().get(), wide)) {
      accepted(place, "as long as allowed, of wide characters", text(wide));
      refused(
          place, "one wide character too long", text(TWO_CHARACTERS_IN_JAVA.repeat(greatest + 1)));
    }
  }

  private void accepted(Place place, String what, JsonNode value) {
    require(add(place, what, value).accepted(), place, what);
  }

  private void refused(Place place, String what, JsonNode value) {
    require(!add(place, what, value).accepted(), place, what);
  }

  private Case add(Place place, String what, JsonNode value) {
    Case added =
        new Case(
            operation,
            "%s %s: %s".formatted(operation.name(), place, what),
            new Input(operation.input()).set(place, value).body(),
            Problem.with(value, place));
    cases.add(added);
    return added;
  }

  private void require(boolean holds, Place place, String what) {
    if (!holds) {
      throw new IllegalStateException(
          "a wrong example: %s %s: %s".formatted(operation.name(), place, what));
    }
  }

  private static JsonNode text(String value) {
    return instance.stringNode(value);
  }
}
