package dev.pacer.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The plan of one record class: its members in declaration order and how to make and read it.
final class Structure {

  private final List<Field> fields;
  private final Map<String, Integer> indexByWireName;
  private final Constructor<? extends Record> constructor;

  Structure(Constructor<? extends Record> constructor, List<Field> fields) {
    this.constructor = constructor;
    this.fields = List.copyOf(fields);
    this.indexByWireName = HashMap.newHashMap(fields.size());
    for (int index = 0; index < fields.size(); index++) {
      if (indexByWireName.put(fields.get(index).wireName(), index) != null) {
        throw new IllegalArgumentException(
            constructor.getDeclaringClass() + " has two members " + fields.get(index).wireName());
      }
    }
  }

  List<Field> fields() {
    return fields;
  }

  /// The place of the member with exactly this wire name.
  OptionalInt indexOf(String wireName) {
    Integer index = indexByWireName.get(wireName);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /// A record of these component values, null where a member is absent.
  Record instantiate(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the constructor of " + constructor.getDeclaringClass() + " refused decoded values", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
    }
  }

  /// One member.
  ///
  /// @param wireName its name in JSON
  /// @param pathName its name in problem texts: the wire name with a small first letter
  /// @param required whether a request must have it
  record Field(String wireName, String pathName, boolean required, Shape shape, Method accessor) {

    @Nullable Object read(Object instance) {
      try {
        return accessor.invoke(instance);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }
  }
}
