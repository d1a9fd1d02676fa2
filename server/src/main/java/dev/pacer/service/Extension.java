package dev.pacer.service;

import dev.pacer.support.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a service can ask of Pacer that App Runner's API has no word for: a tag whose key starts with
/// `pacer:`. Tags pass through every SDK and infrastructure tool unchanged.
public enum Extension {
  ACCESS_LOG("access-log", Form.SWITCH),
  BUILD("build", Form.BUILD),
  KEEP_ACTIVE("keep-active", Form.FLAG),
  PROTOCOL("protocol", Form.PROTOCOL),
  QUEUE_TIMEOUT("queue-timeout", Form.TIME),
  REQUEST_TIMEOUT("request-timeout", Form.REQUEST_TIME),
  SCALE_ON_CPU("scale-on-cpu", Form.PERCENTAGE),
  SCALE_TO_ZERO_AFTER("scale-to-zero-after", Form.TIME),
  STOP_GRACE("stop-grace", Form.TIME);

  /// What the keys of all extensions start with.
  public static final String PREFIX = "pacer:";

  private final String key;
  private final Form form;

  Extension(String name, Form form) {
    this.key = PREFIX + name;
    this.form = form;
  }

  /// The tag's key.
  public String key() {
    return key;
  }

  /// The value that a service's tags give; empty when the tag is not there, or was stored by a release
  /// that took what this one does not.
  public Optional<String> in(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(key)).filter(form::accepts);
  }

  /// What is wrong with a tag; empty when nothing is, or when it is no extension.
  public static Optional<String> problem(String key, String value) {
    if (!key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    for (Extension extension : values()) {
      if (extension.key.equals(key)) {
        return extension.form.accepts(value)
            ? Optional.empty()
            : Optional.of(
                "The value '%s' of the tag '%s' must be %s."
                    .formatted(value, key, extension.form.wanted));
      }
    }
    return Optional.of("Pacer knows no tag '" + key + "'. Known are " + known() + ".");
  }

  private static String known() {
    return Arrays.stream(values()).map(Extension::key).collect(Collectors.joining(", "));
  }

  /// What the value of a tag looks like.
  private enum Form {
    FLAG("true or false"),
    SWITCH("on or off"),
    BUILD("dockerfile or runtime"),
    PROTOCOL("http1 or h2c"),
    PERCENTAGE("a percentage from 1 to 100"),
    TIME("a time such as 500ms, 30s, 5m or 1h"),
    REQUEST_TIME("a time from 1s to 24h, such as 30s, 15m or 1h");

    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REQUEST = Duration.ofHours(24);

    private final String wanted;

    Form(String wanted) {
      this.wanted = wanted;
    }

    boolean accepts(String value) {
      return switch (this) {
        case FLAG -> value.matches("true|false");
        case SWITCH -> value.matches("on|off");
        case BUILD -> value.matches("dockerfile|runtime");
        case PROTOCOL -> value.matches("http1|h2c");
        case PERCENTAGE -> value.matches("[1-9][0-9]?|100");
        case TIME -> Durations.parse(value).isPresent();
        case REQUEST_TIME -> Durations.parse(value).filter(Form::isRequestTime).isPresent();
      };
    }

    private static boolean isRequestTime(Duration time) {
      return time.compareTo(SHORTEST_REQUEST) >= 0 && time.compareTo(LONGEST_REQUEST) <= 0;
    }
  }
}
