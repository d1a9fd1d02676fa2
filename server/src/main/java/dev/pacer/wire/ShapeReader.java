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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/// Reads values by their shapes from a token stream that stands on the value's first token. Texts of
/// refusals name the place and the kinds of value, never the value.
final class ShapeReader {

  /// The last second of the year 9999, the latest that every client can print.
  private static final double LATEST_SECOND = 253_402_300_799.999;

  /// The first second of the year 1.
  private static final double EARLIEST_SECOND = -62_135_596_800.0;

  private final JsonParser parser;

  ShapeReader(JsonParser parser) {
    this.parser = parser;
  }

  Record structure(Class<? extends Record> type, Path path) {
    Structure structure = Shapes.structure(type);
    List<Field> fields = structure.fields();
    @Nullable Object[] values = new Object[fields.size()];
    boolean[] seen = new boolean[fields.size()];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      OptionalInt index = structure.indexOf(parser.currentName());
      parser.nextToken();
      if (index.isEmpty()) {
        parser.skipChildren();
        continue;
      }
      Field field = fields.get(index.getAsInt());
      Path memberPath = path.member(field.pathName());
      refuseSecond(seen[index.getAsInt()], memberPath);
      seen[index.getAsInt()] = true;
      values[index.getAsInt()] = value(field.shape(), memberPath);
    }
    for (int index = 0; index < values.length; index++) {
      if (values[index] == null) {
        values[index] = fields.get(index).shape().absentValue();
      }
    }
    return structure.instantiate(values);
  }

  private @Nullable Object value(Shape shape, Path path) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (shape) {
      case StringShape _ -> string(path);
      case IntegerShape _ -> integer(path);
      case LongShape _ -> longInteger(path);
      case DoubleShape _ -> floating(path);
      case BooleanShape _ -> bool(path);
      case TimestampShape _ -> timestamp(path);
      case ListShape list -> list(list.element(), path);
      case MapShape map -> map(map, path);
      case StructureShape nested -> {
        expect(JsonToken.START_OBJECT, "a structure", path);
        yield structure(nested.type(), path);
      }
    };
  }

  private String string(Path path) {
    expect(JsonToken.VALUE_STRING, "a String", path);
    return wellFormed(parser.getString(), path);
  }

  private Integer integer(Path path) {
    expect(JsonToken.VALUE_NUMBER_INT, "an Integer", path);
    try {
      return parser.getIntValue();
    } catch (InputCoercionException _) {
      throw refusal("The number is out of the range of an Integer", path);
    }
  }

  private Long longInteger(Path path) {
    expect(JsonToken.VALUE_NUMBER_INT, "a Long", path);
    try {
      return parser.getLongValue();
    } catch (InputCoercionException _) {
      throw refusal("The number is out of the range of a Long", path);
    }
  }

  private Double floating(Path path) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return notFinite(parser.getString(), path);
    }
    return number("a Double", path);
  }

  /// JSON has no numbers for these three, so the protocol writes them as strings.
  private double notFinite(String name, Path path) {
    return switch (name) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw mismatch("a Double", path);
    };
  }

  private Boolean bool(Path path) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw mismatch("a Boolean", path);
    };
  }

  private Instant timestamp(Path path) {
    double seconds = number("a Timestamp", path);
    if (seconds < EARLIEST_SECOND || seconds > LATEST_SECOND) {
      throw refusal("The number is out of the range of a Timestamp", path);
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  private double number(String wanted, Path path) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw mismatch(wanted, path);
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw refusal("The number is out of the range of " + wanted, path);
    }
    return value;
  }

  private List<@Nullable Object> list(Shape element, Path path) {
    expect(JsonToken.START_ARRAY, "a list", path);
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(element, path.element(values.size())));
    }
    return Collections.unmodifiableList(values);
  }

  private Map<String, @Nullable Object> map(MapShape shape, Path path) {
    expect(JsonToken.START_OBJECT, "a map", path);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = wellFormed(parser.currentName(), path);
      refuseSecond(values.containsKey(key), path);
      parser.nextToken();
      values.put(key, value(shape.value(), path.value(key, shape.key().sensitive())));
    }
    return Collections.unmodifiableMap(values);
  }

  private void refuseSecond(boolean seen, Path path) {
    if (seen) {
      throw refusal("A name was found twice where it may stand once", path);
    }
  }

  private void expect(JsonToken token, String wanted, Path path) {
    if (parser.currentToken() != token) {
      throw mismatch(wanted, path);
    }
  }

  private AwsException mismatch(String wanted, Path path) {
    String found =
        switch (parser.currentToken()) {
          case START_OBJECT -> "Start of structure or map";
          case START_ARRAY -> "Start of list";
          case VALUE_STRING -> "STRING_VALUE";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
          case VALUE_TRUE -> "TRUE_VALUE";
          case VALUE_FALSE -> "FALSE_VALUE";
          default -> "The value";
        };
    return refusal(found + " can not be converted to " + wanted, path);
  }

  private static AwsException refusal(String what, Path path) {
    return AwsException.serialization(what + " at '" + path + "'.");
  }

  private static String wellFormed(String text, Path path) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        if (!isPair(text, index)) {
          throw refusal("An unpaired surrogate was found", path);
        }
        index++;
      }
    }
    return text;
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }
}
