package dev.pacer.wire.protocol;

import dev.pacer.wire.Member;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Required;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The inputs and outputs of the suite's operations, as far as the wire has their types. A union is
/// a structure of which one member is set: that is its form in JSON.
final class SuiteShapes {

  private static final String FOO = "Foo";
  private static final String BAZ = "Baz";
  private static final String BAR = "Bar";
  private static final String ONE = "1";
  private static final String ZERO = "0";

  private static final Map<String, Class<? extends Record>> INPUTS =
      Map.ofEntries(
          Map.entry("ContentTypeParameters", Valued.class),
          Map.entry("EmptyInputAndEmptyOutput", Empty.class),
          Map.entry("EmptyOperation", Empty.class),
          Map.entry("EndpointOperation", Empty.class),
          Map.entry("EndpointWithHostLabelOperation", Labelled.class),
          Map.entry("JsonEnums", Enums.class),
          Map.entry("JsonIntEnums", IntegerEnums.class),
          Map.entry("JsonUnions", Unions.class),
          Map.entry("KitchenSinkOperation", KitchenSink.class),
          Map.entry("NoInputAndNoOutput", Empty.class),
          Map.entry("NoInputAndOutput", Empty.class),
          Map.entry("NullOperation", Text.class),
          Map.entry("OperationWithOptionalInputOutput", Struct.class),
          Map.entry("Predict", Prediction.class),
          Map.entry("QueryCompatibleOperation", Empty.class),
          Map.entry("QueryIncompatibleOperation", Empty.class),
          Map.entry("SimpleScalarProperties", Scalars.class));

  private SuiteShapes() {}

  record Empty() {}

  record Valued(@Nullable @Member("value") Integer value) {}

  record Labelled(@Required @Member("label") String label) {}

  record Text(@Nullable @Member("string") String string) {}

  record Struct(@Nullable String value) {}

  record Scalars(
      @Nullable @Member("floatValue") Double floatValue,
      @Nullable @Member("doubleValue") Double doubleValue) {}

  record Prediction(
      @Nullable @Member("MLModelId") String model,
      @Nullable Map<String, String> record,
      @Nullable String predictEndpoint) {}

  record Greeting(@Nullable @Member("hi") String hi) {}

  record Union(
      @Nullable @Member("stringValue") String stringValue,
      @Nullable @Member("booleanValue") Boolean booleanValue,
      @Nullable @Member("numberValue") Integer numberValue,
      @Nullable @Member("timestampValue") Instant timestampValue,
      @Nullable @Member("enumValue") @OneOf({FOO, BAZ, BAR, ONE, ZERO}) String enumValue,
      @Nullable @Member("intEnumValue") Integer intEnumValue,
      @Nullable @Member("listValue") List<String> listValue,
      @Nullable @Member("mapValue") Map<String, String> mapValue,
      @Nullable @Member("structureValue") Greeting structureValue) {}

  record Unions(@Nullable @Member("contents") Union contents) {}

  record Enums(
      @Nullable @Member("fooEnum1") @OneOf({FOO, BAZ, BAR, ONE, ZERO}) String fooEnum1,
      @Nullable @Member("fooEnum2") @OneOf({FOO, BAZ, BAR, ONE, ZERO}) String fooEnum2,
      @Nullable @Member("fooEnum3") @OneOf({FOO, BAZ, BAR, ONE, ZERO}) String fooEnum3,
      @Nullable @Member("fooEnumList") List<@OneOf({FOO, BAZ, BAR, ONE, ZERO}) String> fooEnumList,
      @Nullable @Member("fooEnumSet") List<@OneOf({FOO, BAZ, BAR, ONE, ZERO}) String> fooEnumSet,
      @Nullable @Member("fooEnumMap")
          Map<String, @OneOf({FOO, BAZ, BAR, ONE, ZERO}) String> fooEnumMap) {}

  record IntegerEnums(
      @Nullable @Member("intEnum1") Integer intEnum1,
      @Nullable @Member("intEnum2") Integer intEnum2,
      @Nullable @Member("intEnum3") Integer intEnum3,
      @Nullable @Member("intEnumList") List<Integer> intEnumList,
      @Nullable @Member("intEnumSet") List<Integer> intEnumSet,
      @Nullable @Member("intEnumMap") Map<String, Integer> intEnumMap) {}

  record KitchenSink(
      @Nullable @Member("Boolean") Boolean truth,
      @Nullable @Member("Double") Double fraction,
      @Nullable Empty emptyStruct,
      @Nullable @Member("Float") Double shortFraction,
      @Nullable @Member("Integer") Integer number,
      @Nullable String jsonValue,
      @Nullable List<List<String>> listOfLists,
      @Nullable List<Map<String, String>> listOfMapsOfStrings,
      @Nullable List<String> listOfStrings,
      @Nullable List<Struct> listOfStructs,
      @Nullable @Member("Long") Long longNumber,
      @Nullable Map<String, List<String>> mapOfListsOfStrings,
      @Nullable Map<String, Map<String, String>> mapOfMaps,
      @Nullable Map<String, String> mapOfStrings,
      @Nullable Map<String, Struct> mapOfStructs,
      @Nullable List<KitchenSink> recursiveList,
      @Nullable Map<String, KitchenSink> recursiveMap,
      @Nullable KitchenSink recursiveStruct,
      @Nullable Struct simpleStruct,
      @Nullable @Member("String") String text,
      @Nullable Struct structWithJsonName,
      @Nullable Instant timestamp,
      @Nullable Instant unixTimestamp) {}

  /// The input of an operation, which has the members of its output too.
  static Class<? extends Record> of(String operation) {
    Class<? extends Record> type = INPUTS.get(operation);
    if (type == null) {
      throw new AssertionError("no record for the operation " + operation);
    }
    return type;
  }
}
