package dev.pacer.api.fuzz;

import dev.pacer.testing.RandomText;
import dev.pacer.wire.Member;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/// Makes up requests from the record of an operation's input: much of them is what a caller would
/// say, and so many values in a hundred are anything.
final class RandomRequests {

  /// How often in a hundred times a member is there that no rule of the model requires, but a rule
  /// of App Runner does, or forbids.
  private static final Map<String, Integer> CHANCES =
      Map.of(
          "ImageRepository", 95,
          "CodeRepository", 5,
          "AuthenticationConfiguration", 5,
          "VpcId", 95,
          "VpcEndpointId", 95,
          "NextToken", 10);

  private final RandomGenerator random;
  private final Vocabulary vocabulary;
  private final int wild;
  private final int optional;

  /// @param wild how many values in a hundred are anything
  RandomRequests(RandomGenerator random, Vocabulary vocabulary, int wild) {
    this.random = random;
    this.vocabulary = vocabulary;
    this.wild = wild;
    this.optional = RandomText.oneOf(random, List.of(5, 35, 80));
  }

  String structure(Class<?> type) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    for (RecordComponent component : type.getRecordComponents()) {
      if (RandomText.percent(random, chance(component))) {
        members.add(member(component));
      }
      if (RandomText.percent(random, wild / 10)) {
        members.add(member(component));
      }
    }
    if (RandomText.percent(random, wild)) {
      members.add(RandomJson.string(RandomText.any(random)) + ":" + RandomJson.value(random, 3));
    }
    return members.toString();
  }

  private int chance(RecordComponent component) {
    return component.isAnnotationPresent(Required.class)
        ? 100 - wild / 2
        : CHANCES.getOrDefault(wireName(component), optional);
  }

  private String member(RecordComponent component) {
    String name = wireName(component);
    return RandomJson.string(name) + ":" + value(component, name, component.getGenericType());
  }

  private String value(RecordComponent component, String name, Type type) {
    if (RandomText.percent(random, wild)) {
      return RandomJson.value(random, 3);
    }
    if (type instanceof ParameterizedType container) {
      Type[] arguments = container.getActualTypeArguments();
      return arguments.length == 1
          ? list(component, name, arguments[0])
          : map(component, name, arguments[1]);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return structure(plain);
    }
    return scalar(component, name, type);
  }

  private String list(RecordComponent component, String name, Type element) {
    StringJoiner elements = new StringJoiner(",", "[", "]");
    for (int count = size(); count > 0; count--) {
      elements.add(value(component, name, element));
    }
    return elements.toString();
  }

  private String map(RecordComponent component, String name, Type element) {
    StringJoiner entries = new StringJoiner(",", "{", "}");
    for (int count = size(); count > 0; count--) {
      String key =
          RandomText.percent(random, wild) ? RandomText.any(random) : RandomText.letters(random);
      entries.add(RandomJson.string(key) + ":" + value(component, name, element));
    }
    return entries.toString();
  }

  private int size() {
    return RandomText.percent(random, 2) ? random.nextInt(70) : random.nextInt(4);
  }

  private String scalar(RecordComponent component, String name, Type type) {
    if (type == String.class) {
      OneOf values = component.getAnnotation(OneOf.class);
      return RandomJson.string(
          values == null
              ? vocabulary.word(random, name)
              : RandomText.oneOf(random, List.of(values.value())));
    }
    if (type == Boolean.class || type == boolean.class) {
      return String.valueOf(random.nextBoolean());
    }
    Range range = component.getAnnotation(Range.class);
    long minimum = range == null ? 0 : range.min();
    long maximum = range == null ? 50 : Math.min(range.max(), minimum + 200);
    return String.valueOf(random.nextLong(minimum, maximum + 1));
  }

  private static String wireName(RecordComponent component) {
    Member member = component.getAnnotation(Member.class);
    String name = component.getName();
    return member != null
        ? member.value()
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
