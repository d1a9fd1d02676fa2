package dev.pacer.api.tags;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.Tag;
import dev.pacer.service.Extension;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tags a resource may have: at most 50, each key once, and of the keys that Pacer reads only
/// known ones, only on services. Pure.
public final class TagRules {
  /// AWS's bound for every resource.
  static final int MOST = 50;

  private TagRules() {}

  /// The tags of a new resource that is not a service.
  public static Map<String, String> read(@Nullable List<Tag> asked) {
    Map<String, String> tags = distinct(asked);
    refuseExtensions(tags);
    return tags;
  }

  /// The tags of a new service.
  public static Map<String, String> readForService(@Nullable List<Tag> asked) {
    Map<String, String> tags = distinct(asked);
    checkExtensions(tags);
    return tags;
  }

  static void refuseExtensions(Map<String, String> tags) {
    for (String key : tags.keySet()) {
      if (key.startsWith(Extension.PREFIX)) {
        throw ApiErrors.invalidRequest("The tag '" + key + "' has a meaning only on services.");
      }
    }
  }

  static void checkExtensions(Map<String, String> tags) {
    tags.forEach((key, value) ->
        Extension.problem(key, value)
            .ifPresent(problem -> {
              throw ApiErrors.invalidRequest(problem);
            }));
  }

  /// Runs an action when one of the changed tags is an extension.
  static void tell(Collection<String> changedKeys, Runnable extensionsChanged) {
    if (changedKeys.stream().anyMatch(key -> key.startsWith(Extension.PREFIX))) {
      extensionsChanged.run();
    }
  }

  static Map<String, String> distinct(@Nullable List<Tag> asked) {
    Map<String, String> tags = new HashMap<>();
    for (Tag tag : asked == null ? List.<Tag>of() : asked) {
      if (tag.key() == null) {
        throw ApiErrors.invalidRequest("Every tag must have a key.");
      }
      if (tags.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
        throw ApiErrors.invalidRequest("The tag key '" + tag.key() + "' is given twice.");
      }
    }
    if (tags.size() > MOST) {
      throw tooMany();
    }
    return tags;
  }

  static dev.pacer.wire.AwsException tooMany() {
    return ApiErrors.invalidRequest("A resource can have at most " + MOST + " tags.");
  }
}
