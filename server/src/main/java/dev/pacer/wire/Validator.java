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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a decoded request against the constraints declared on its record, and reports every broken
/// one in a single text, in App Runner's words:
///
/// `2 validation errors detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must
/// have value greater than or equal to 1; Value null at 'serviceArn' failed to …`
///
/// Problems stand in the order of declaration. A value that breaks two constraints makes two
/// problems. Long values are cut, sensitive ones shown as `***`, and the whole text is bounded by
/// [AwsException#FRONT_END_MESSAGE_LIMIT]. One instance serves one request.
public final class Validator {

  private static final int VALUE_LIMIT = 200;
  private static final String HIDDEN = "'***'";

  private final Problems problems = new Problems();

  private Validator() {}

  /// Returns when the request keeps every constraint.
  ///
  /// @throws AwsException a ValidationException that names every broken constraint
  public static void validate(Record request) {
    Validator validator = new Validator();
    validator.structure(request, Path.ROOT, false);
    validator
        .problems
        .report()
        .ifPresent(text -> {
          throw AwsException.validation(text);
        });
  }

  private void structure(Record value, Path path, boolean hidden) {
    for (Field field : Shapes.structure(value.getClass()).fields()) {
      Object member = field.read(value);
      Path memberPath = path.member(field.pathName());
      if (member != null) {
        value(member, field.shape(), memberPath, hidden);
      } else if (field.required()) {
        problems.add("null", memberPath, Demands.NOT_NULL);
      }
    }
  }

  private void value(Object value, Shape shape, Path path, boolean outerHidden) {
    Constraints constraints = shape.constraints();
    boolean hidden = outerHidden || constraints.sensitive();
    switch (shape) {
      case StringShape _ -> string((String) value, constraints, path, hidden);
      case IntegerShape _, LongShape _ -> integer((Number) value, constraints, path, hidden);
      case ListShape list -> list((List<?>) value, list, path, hidden);
      case MapShape map -> map((Map<?, ?>) value, map, path, hidden);
      case StructureShape _ -> structure((Record) value, path, hidden);
      case DoubleShape _, BooleanShape _, TimestampShape _ -> {}
    }
  }

  private void string(String value, Constraints constraints, Path path, boolean hidden) {
    report(Demands.brokenBy(value, constraints), value, path, hidden);
  }

  private void integer(Number value, Constraints constraints, Path path, boolean hidden) {
    report(Demands.brokenBy(value.longValue(), constraints), value.toString(), path, hidden);
  }

  private void list(List<?> value, ListShape shape, Path path, boolean hidden) {
    List<String> size = Demands.brokenBySize(value.size(), shape.constraints());
    report(size, "[" + value.size() + " members]", path, hidden);
    int index = 0;
    for (Object element : value) {
      element(element, shape.element(), path.element(index++), hidden);
    }
  }

  private void map(Map<?, ?> value, MapShape shape, Path path, boolean hidden) {
    List<String> size = Demands.brokenBySize(value.size(), shape.constraints());
    report(size, "{" + value.size() + " entries}", path, hidden);
    boolean keyHidden = hidden || shape.key().sensitive();
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      String key = (String) entry.getKey();
      List<String> broken = Demands.brokenBy(key, shape.key());
      if (!broken.isEmpty()) {
        problems.add(shown(key, keyHidden), path, Demands.ofKeys(broken));
      }
      element(entry.getValue(), shape.value(), path.value(key, keyHidden), hidden);
    }
  }

  private void element(@Nullable Object value, Shape shape, Path path, boolean hidden) {
    if (value == null) {
      problems.add("null", path, Demands.NOT_NULL);
    } else {
      value(value, shape, path, hidden);
    }
  }

  private void report(List<String> demands, String value, Path path, boolean hidden) {
    for (String demand : demands) {
      problems.add(shown(value, hidden), path, demand);
    }
  }

  private static String shown(String value, boolean hidden) {
    return hidden ? HIDDEN : "'" + Text.cut(value, VALUE_LIMIT) + "'";
  }
}
