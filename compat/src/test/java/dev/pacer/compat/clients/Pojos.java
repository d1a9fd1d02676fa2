package dev.pacer.compat.clients;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The structures of the AWS SDK for Java from and to JSON, member by member as its own codec does.
final class Pojos {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Pojos() {}

  /// Sets the members of a builder.
  ///
  /// @throws IllegalArgumentException when the structure has no such member
  static void fill(Object builder, JsonNode members) {
    SdkPojo structure = (SdkPojo) builder;
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      SdkField<?> field = structure.sdkFieldNameToField().get(member.getKey());
      if (field == null) {
        throw new IllegalArgumentException("no member " + member.getKey());
      }
      field.set(builder, value(field, member.getValue()));
    }
  }

  static ObjectNode toJson(SdkPojo structure) {
    ObjectNode members = JSON.createObjectNode();
    for (SdkField<?> field : structure.sdkFields()) {
      Object value = field.getValueOrDefault(structure);
      if (isPresent(value)) {
        members.set(field.locationName(), json(value));
      }
    }
    return members;
  }

  private static Object value(SdkField<?> field, JsonNode node) {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        yield ((SdkBuilder<?, ?>) builder).build();
      }
      case LIST -> {
        SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
        yield node.valueStream().map(element -> value(item, element)).toList();
      }
      case MAP -> {
        SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> entries = new HashMap<>();
        node.properties()
            .forEach(entry -> entries.put(entry.getKey(), value(item, entry.getValue())));
        yield entries;
      }
      default -> JSON.treeToValue(node, field.marshallingType().getTargetClass());
    };
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case SdkPojo structure -> toJson(structure);
      case Instant time -> JSON.getNodeFactory().numberNode(time.toEpochMilli() / 1e3);
      case List<?> items -> {
        ArrayNode array = JSON.createArrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      default -> JSON.valueToTree(value);
    };
  }

  private static boolean isPresent(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList<?>)
        && !(value instanceof SdkAutoConstructMap<?, ?>);
  }
}
