package dev.pacer.wire.protocol;

import dev.pacer.wire.Member;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/// Makes the values that a test case means. It knows nothing of JSON's rules and shares no code with
/// the codec that is tested.
final class Params {

  private Params() {}

  /// The record that a case's `params` describe.
  static <R extends Record> R record(ObjectNode params, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> unknown = new LinkedHashSet<>(params.getStringMap().keySet());
    @Nullable Object[] values = new Object[components.length];
    for (int index = 0; index < values.length; index++) {
      String name = wireName(components[index]);
      unknown.remove(name);
      Optional<Node> node = params.getMember(name);
      values[index] = node.isEmpty() ? null : value(node.get(), components[index].getGenericType());
    }
    if (!unknown.isEmpty()) {
      throw new AssertionError(type.getSimpleName() + " lacks the members " + unknown);
    }
    return instance(type, components, values);
  }

  static String wireName(RecordComponent component) {
    Member member = component.getAnnotation(Member.class);
    String name = component.getName();
    return member != null
        ? member.value()
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static @Nullable Object value(Node node, Type type) {
    if (node.isNullNode()) {
      return null;
    }
    if (type instanceof ParameterizedType container) {
      return container(node, container);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return record(node.expectObjectNode(), plain.asSubclass(Record.class));
    }
    return scalar(node, type);
  }

  private static Object container(Node node, ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (arguments.length == 1) {
      return node.expectArrayNode().getElements().stream()
          .map(element -> value(element, arguments[0]))
          .toList();
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.expectObjectNode()
        .getStringMap()
        .forEach((name, member) -> map.put(name, value(member, arguments[1])));
    return map;
  }

  private static Object scalar(Node node, Type type) {
    if (type == String.class) {
      return node.expectStringNode().getValue();
    }
    if (type == Boolean.class) {
      return node.expectBooleanNode().getValue();
    }
    if (type == Double.class && node instanceof StringNode special) {
      return Double.valueOf(special.getValue());
    }
    BigDecimal number = new BigDecimal(node.expectNumberNode().getValue().toString());
    if (type == Double.class) {
      return number.doubleValue();
    }
    if (type == Instant.class) {
      return Instant.ofEpochMilli(number.movePointRight(3).longValueExact());
    }
    return type == Integer.class ? (Object) number.intValueExact() : number.longValueExact();
  }

  private static <R extends Record> R instance(
      Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make a " + type, e);
    }
  }
}
