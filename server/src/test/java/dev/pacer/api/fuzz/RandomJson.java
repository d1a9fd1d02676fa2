package dev.pacer.api.fuzz;

import dev.pacer.testing.RandomText;
import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Made-up JSON texts: valid but for what now and then is not.
final class RandomJson {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> SCALARS =
      List.of(
          ("null|true|false|0|-0|1|-1|80|200|1.5|1e2|1E400|-1e-400|2147483648|"
                  + "9223372036854775808|99999999999999999999999999|0.1e999999999|\"NaN\"|\"1\"|"
                  + "\"true\"|\"\\ud83d\"|\"\\ude00\\ud83d\"|\"\\u0000\"|NaN|Infinity|01|+1|.5|1.|"
                  + "True|'a'")
              .split("[|]", -1));

  private RandomJson() {}

  static String value(RandomGenerator random, int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 6);
    if (kind < 3) {
      return RandomText.oneOf(random, SCALARS);
    }
    if (kind < 6) {
      return string(RandomText.any(random));
    }
    if (kind == 6) {
      int levels = random.nextInt(1, 200);
      return "[".repeat(levels) + "]".repeat(levels);
    }
    return kind == 7 ? array(random, depth) : object(random, depth);
  }

  static String object(RandomGenerator random, int depth) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    for (int count = random.nextInt(4); count > 0; count--) {
      members.add(string(RandomText.any(random)) + ":" + value(random, depth - 1));
    }
    return members.toString();
  }

  static String string(String text) {
    return JSON.writeValueAsString(text);
  }

  private static String array(RandomGenerator random, int depth) {
    StringJoiner elements = new StringJoiner(",", "[", "]");
    for (int count = random.nextInt(4); count > 0; count--) {
      elements.add(value(random, depth - 1));
    }
    return elements.toString();
  }
}
