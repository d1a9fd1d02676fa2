package dev.pacer.api.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// Strings of a form, as long as one likes, and one that is nearly of the form.
///
/// @param shortest the length of the shortest string of the form
/// @param miss a string that the form's pattern refuses and its lengths allow; none if all are of it
record Example(int shortest, IntFunction<String> ofLength, Optional<String> miss) {
  private static final Map<String, Example> BY_PATTERN = new HashMap<>();

  static {
    add(".*", 0, "", "", "two\nlines");
    add("[^\\x0a\\x0d]+", 1, "", "", "two\nlines");
    add("[^\\x00]+", 1, "", "", "zero\0byte");
    add("^(?!aws:).+", 1, "", "", "aws:reserved");
    add("[A-Za-z0-9*.-]{1,255}", 1, "", "", "shop_1.example.com");
    add("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}", 4, "", "", "-shop");
    add("[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}", 4, "", "", "my shop");
    add("[A-Za-z0-9][A-Za-z0-9-_]{3,39}", 4, "", "", "_shop");
    add(
        "arn:aws(-[\\w]+)*:[a-z0-9-\\\\.]{0,63}:[a-z0-9-\\\\.]{0,63}:[0-9]{12}:(\\w|\\/|-){1,1011}",
        24,
        "arn:aws:::111122223333:",
        "",
        "arn:aws:apprunner:eu-west-1:11112222333:service/shop");
    add(
        "arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::[0-9]{12}:(role|role\\/service-role)\\/[\\w+=,.@\\-/]{1,1000}",
        32,
        "arn:aws:iam::111122223333:role/",
        "",
        "arn:aws:iam::111122223333:user/shop");
    add(
        "arn:aws(-[\\w]+)*:kms:[a-z\\-]+-[0-9]{1}:[0-9]{12}:key\\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        69,
        "arn:aws:kms:",
        "-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef",
        "arn:aws:kms:eu-west-1:111122223333:alias/shop");
    add("256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU", List.of("256", "0.25 vCPU"), "3 vCPU");
    add(
        "512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB",
        List.of("512", "0.5 GB"),
        "5 GB");
  }

  /// The example of a form.
  ///
  /// @throws IllegalStateException when the model has a pattern that this table lacks
  static Example of(Limits limits) {
    if (limits.pattern().isEmpty()) {
      return new Example(0, "a"::repeat, Optional.empty());
    }
    return Optional.ofNullable(BY_PATTERN.get(limits.pattern().get()))
        .orElseThrow(() -> new IllegalStateException("no example of " + limits.pattern().get()));
  }

  private static void add(String pattern, int shortest, String beginning, String end, String miss) {
    int fixed = beginning.length() + end.length();
    BY_PATTERN.put(
        pattern,
        new Example(
            shortest,
            length -> beginning + "a".repeat(Math.max(0, length - fixed)) + end,
            Optional.of(miss)));
  }

  private static void add(String pattern, List<String> strings, String miss) {
    BY_PATTERN.put(
        pattern,
        new Example(
            strings.getFirst().length(),
            length ->
                strings.stream()
                    .filter(string -> string.length() == length)
                    .findFirst()
                    .orElse("a".repeat(length)),
            Optional.of(miss)));
  }
}
