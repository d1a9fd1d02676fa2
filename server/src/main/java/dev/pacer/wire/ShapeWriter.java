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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes values by their shapes. Null components are left out, as App Runner leaves them out.
final class ShapeWriter {

  private final JsonGenerator generator;

  ShapeWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  void structure(Record value) {
    generator.writeStartObject();
    for (Field field : Shapes.structure(value.getClass()).fields()) {
      Object member = field.read(value);
      if (member != null) {
        generator.writeName(field.wireName());
        value(member, field.shape());
      }
    }
    generator.writeEndObject();
  }

  private void value(Object value, Shape shape) {
    switch (shape) {
      case StringShape _ -> generator.writeString((String) value);
      case IntegerShape _ -> generator.writeNumber((Integer) value);
      case LongShape _ -> generator.writeNumber((Long) value);
      case DoubleShape _ -> generator.writeNumber((Double) value);
      case BooleanShape _ -> generator.writeBoolean((Boolean) value);
      case TimestampShape _ -> timestamp((Instant) value);
      case ListShape list -> list((List<?>) value, list.element());
      case MapShape map -> map((Map<?, ?>) value, map.value());
      case StructureShape _ -> structure((Record) value);
    }
  }

  private void timestamp(Instant value) {
    BigDecimal seconds = BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros();
    generator.writeNumber(seconds.toPlainString());
  }

  private void list(List<?> value, Shape element) {
    generator.writeStartArray();
    for (Object each : value) {
      value(each, element);
    }
    generator.writeEndArray();
  }

  private void map(Map<?, ?> value, Shape element) {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      generator.writeName((String) entry.getKey());
      value(entry.getValue(), element);
    }
    generator.writeEndObject();
  }
}
