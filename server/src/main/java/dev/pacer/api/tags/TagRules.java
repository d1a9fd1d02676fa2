package dev.pacer.api.tags;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tags a resource may have: at most 50, each key once. Pure.
public final class TagRules {
  private static final int MOST = 50;

  private TagRules() {}

  public static Map<String, String> read(@Nullable List<Tag> asked) {
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
      throw ApiErrors.invalidRequest("A resource can have at most " + MOST + " tags.");
    }
    return tags;
  }
}
