package dev.pacer.wire;

import dev.pacer.wire.Shape.BooleanShape;
import dev.pacer.wire.Shape.DoubleShape;
import dev.pacer.wire.Shape.IntegerShape;
import dev.pacer.wire.Shape.ListShape;
import dev.pacer.wire.Shape.LongShape;
import dev.pacer.wire.Shape.MapShape;
import dev.pacer.wire.Shape.StringShape;
import dev.pacer.wire.Shape.StructureShape;
import dev.pacer.wire.Shape.TimestampShape;
import dev.pacer.wire.Structure.Field;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the plan of a record class from its components and their annotations, once per class. A
/// component of a type that the wire has no form for is refused with its name.
final class Shapes {

  private static final ClassValue<Structure> STRUCTURES =
      new ClassValue<>() {
        @Override
        protected Structure computeValue(Class<?> type) {
          return plan(type.asSubclass(Record.class));
        }
      };

  private Shapes() {}

  static Structure structure(Class<?> type) {
    return STRUCTURES.get(type);
  }

  private static Structure plan(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Structure(constructor, Arrays.stream(components).map(Shapes::field).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without canonical constructor: " + type, e);
    }
  }

  private static Field field(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    String wireName =
        Optional.ofNullable(component.getAnnotation(Member.class))
            .map(Member::value)
            .orElseGet(() -> withFirst(component.getName(), true));
    boolean required = component.isAnnotationPresent(Required.class);
    AnnotatedType type = component.getAnnotatedType();
    try {
      Shape shape = shape(type, Constraints.of(component, type));
      return new Field(wireName, withFirst(wireName, false), required, shape, accessor);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName() + "." + component.getName() + ": " + e, e);
    }
  }

  private static Shape shape(AnnotatedType annotated, Constraints constraints) {
    Type type = annotated.getType();
    if (type instanceof ParameterizedType parameterized) {
      return container(parameterized, (AnnotatedParameterizedType) annotated, constraints);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return new StructureShape(constraints, plain.asSubclass(Record.class));
    }
    return scalar(type, constraints);
  }

  private static Shape scalar(Type type, Constraints constraints) {
    if (type == String.class) {
      return new StringShape(constraints);
    }
    if (type == Integer.class || type == int.class) {
      return new IntegerShape(constraints, type == int.class);
    }
    if (type == Long.class || type == long.class) {
      return new LongShape(constraints, type == long.class);
    }
    if (type == Double.class || type == double.class) {
      return new DoubleShape(constraints, type == double.class);
    }
    if (type == Boolean.class || type == boolean.class) {
      return new BooleanShape(constraints, type == boolean.class);
    }
    if (type == Instant.class) {
      return new TimestampShape(constraints);
    }
    throw new IllegalArgumentException("no wire form for " + type.getTypeName());
  }

  private static Shape container(
      ParameterizedType type, AnnotatedParameterizedType annotated, Constraints constraints) {
    AnnotatedType[] arguments = annotated.getAnnotatedActualTypeArguments();
    if (type.getRawType() == List.class) {
      return new ListShape(constraints, element(arguments[0]));
    }
    if (type.getRawType() == Map.class && arguments[0].getType() == String.class) {
      Constraints key = Constraints.of((AnnotatedElement) arguments[0]);
      return new MapShape(constraints, key, element(arguments[1]));
    }
    throw new IllegalArgumentException("no wire form for " + type.getTypeName());
  }

  private static Shape element(AnnotatedType annotated) {
    return shape(annotated, Constraints.of(annotated));
  }

  private static String withFirst(String name, boolean capital) {
    String first = name.substring(0, 1);
    return (capital ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT))
        + name.substring(1);
  }
}
