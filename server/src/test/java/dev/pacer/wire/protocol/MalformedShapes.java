package dev.pacer.wire.protocol;

import dev.pacer.wire.Length;
import dev.pacer.wire.Member;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import dev.pacer.wire.Sensitive;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The inputs of the operations that Smithy sends malformed requests to, with the constraints that
/// its model puts on them. A union is a structure of which one member is set.
final class MalformedShapes {

  private static final String A_TO_M = "^[a-m]+$";
  private static final String G_TO_M = "^[g-m]+$";
  private static final String DIGITS = "^([0-9]+)+$";

  private static final Map<String, Class<? extends Record>> INPUTS =
      Map.ofEntries(
          Map.entry("MalformedBoolean", Truth.class),
          Map.entry("MalformedDouble", Fraction.class),
          Map.entry("MalformedEnum", Enumerated.class),
          Map.entry("MalformedFloat", ShortFraction.class),
          Map.entry("MalformedInteger", Whole.class),
          Map.entry("MalformedLength", Lengths.class),
          Map.entry("MalformedLengthOverride", OtherLengths.class),
          Map.entry("MalformedList", Texts.class),
          Map.entry("MalformedLong", LongWhole.class),
          Map.entry("MalformedMap", Named.class),
          Map.entry("MalformedPattern", Patterns.class),
          Map.entry("MalformedPatternOverride", OtherPatterns.class),
          Map.entry("MalformedRange", Ranges.class),
          Map.entry("MalformedRangeOverride", OtherRanges.class),
          Map.entry("MalformedRequestBody", Numbers.class),
          Map.entry("MalformedRequired", Needed.class),
          Map.entry("MalformedTimestampBodyDefault", Moment.class),
          Map.entry("RecursiveStructures", Tree.class),
          Map.entry("SensitiveValidation", Secret.class));

  private MalformedShapes() {}

  record Truth(@Nullable @Member("booleanInBody") Boolean truth) {}

  record Whole(@Nullable @Member("integerInBody") Integer number) {}

  record LongWhole(@Nullable @Member("longInBody") Long number) {}

  record Fraction(@Nullable @Member("doubleInBody") Double number) {}

  record ShortFraction(@Nullable @Member("floatInBody") Double number) {}

  record Moment(@Nullable @Member("timestamp") Instant moment) {}

  record Numbers(@Nullable @Member("int") Integer whole, @Nullable @Member("float") Double part) {}

  record Texts(@Nullable @Member("bodyList") List<String> texts) {}

  record Named(@Nullable @Member("bodyMap") Map<String, String> named) {}

  record Needed(@Required @Member("string") String string) {}

  record Secret(@Nullable @Member("string") @Sensitive @Pattern(A_TO_M) String string) {}

  record Branch(
      @Nullable @Member("string") @OneOf({"abc", "def"}) String string,
      @Nullable @Member("union") Branch union) {}

  record Tree(@Nullable @Member("union") Branch union) {}

  record Choice(
      @Nullable @Member("first") @OneOf({"abc", "def", "jkl"}) String first,
      @Nullable @Member("second") @OneOf({"abc", "def", "jkl"}) String second) {}

  record Enumerated(
      @Nullable @Member("string") @OneOf({"abc", "def", "jkl"}) String string,
      @Nullable @Member("stringWithEnumTrait") @OneOf({"abc", "def"}) String other,
      @Nullable @Member("list") List<@OneOf({"abc", "def", "jkl"}) String> list,
      @Nullable @Member("map")
          Map<@OneOf({"abc", "def", "jkl"}) String, @OneOf({"abc", "def", "jkl"}) String> map,
      @Nullable @Member("union") Choice union) {}

  record Lengths(
      @Nullable @Member("string") @Length(min = 2, max = 8) String string,
      @Nullable @Member("minString") @Length(min = 2) String minString,
      @Nullable @Member("maxString") @Length(max = 8) String maxString,
      @Nullable @Member("list") @Length(min = 2, max = 8)
          List<@Length(min = 2, max = 8) String> list,
      @Nullable @Member("map") @Length(min = 2, max = 8)
          Map<
                  @Length(min = 2, max = 8) String,
                  @Length(min = 2, max = 8) List<@Length(min = 2, max = 8) String>>
              map) {}

  record OtherLengths(
      @Nullable @Member("string") @Length(min = 4, max = 6) String string,
      @Nullable @Member("minString") @Length(min = 4) String minString,
      @Nullable @Member("maxString") @Length(max = 6) String maxString,
      @Nullable @Member("list") @Length(min = 4, max = 6)
          List<@Length(min = 2, max = 8) String> list,
      @Nullable @Member("map") @Length(min = 4, max = 6)
          Map<
                  @Length(min = 2, max = 8) String,
                  @Length(min = 2, max = 8) List<@Length(min = 2, max = 8) String>>
              map) {}

  record Pair(
      @Nullable @Member("first") @Pattern(A_TO_M) String first,
      @Nullable @Member("second") @Pattern(A_TO_M) String second) {}

  record Patterns(
      @Nullable @Member("string") @Pattern(A_TO_M) String string,
      @Nullable @Member("evilString") @Pattern(DIGITS) String evilString,
      @Nullable @Member("list") List<@Pattern(A_TO_M) String> list,
      @Nullable @Member("map") Map<@Pattern(A_TO_M) String, @Pattern(A_TO_M) String> map,
      @Nullable @Member("union") Pair union) {}

  record OtherPair(
      @Nullable @Member("first") @Pattern(G_TO_M) String first,
      @Nullable @Member("second") @Pattern(G_TO_M) String second) {}

  record OtherPatterns(
      @Nullable @Member("string") @Pattern(G_TO_M) String string,
      @Nullable @Member("list") List<@Pattern(G_TO_M) String> list,
      @Nullable @Member("map") Map<@Pattern(G_TO_M) String, @Pattern(G_TO_M) String> map,
      @Nullable @Member("union") OtherPair union) {}

  record Ranges(
      @Nullable @Member("integer") @Range(min = 2, max = 8) Integer number,
      @Nullable @Member("minInteger") @Range(min = 2) Integer minNumber,
      @Nullable @Member("maxInteger") @Range(max = 8) Integer maxNumber,
      @Nullable @Member("long") @Range(min = 2, max = 8) Long longNumber,
      @Nullable @Member("minLong") @Range(min = 2) Long minLong,
      @Nullable @Member("maxLong") @Range(max = 8) Long maxLong) {}

  record OtherRanges(
      @Nullable @Member("integer") @Range(min = 4, max = 6) Integer number,
      @Nullable @Member("minInteger") @Range(min = 4) Integer minNumber,
      @Nullable @Member("maxInteger") @Range(max = 6) Integer maxNumber,
      @Nullable @Member("long") @Range(min = 4, max = 6) Long longNumber,
      @Nullable @Member("minLong") @Range(min = 4) Long minLong,
      @Nullable @Member("maxLong") @Range(max = 6) Long maxLong) {}

  /// The input of an operation.
  static Class<? extends Record> of(String operation) {
    Class<? extends Record> type = INPUTS.get(operation);
    if (type == null) {
      throw new AssertionError("no record for the operation " + operation);
    }
    return type;
  }
}
