package dev.pacer.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// App Runner's rules of the tags of one resource: a key once, a new value replaces the old one, at
/// most fifty, and a call that is refused changes nothing.
final class TagModel {
  private static final int MOST = 50;

  private final TreeMap<String, String> tags = new TreeMap<>();

  record Tag(String key, String value) {}

  Optional<String> refusalOfTagging(List<Tag> added) {
    Set<String> keys = new HashSet<>();
    boolean distinct = added.stream().allMatch(tag -> keys.add(tag.key()));
    keys.addAll(tags.keySet());
    return distinct && keys.size() <= MOST
        ? Optional.empty()
        : Optional.of("InvalidRequestException");
  }

  void tag(List<Tag> added) {
    added.forEach(tag -> tags.put(tag.key(), tag.value()));
  }

  void untag(List<String> keys) {
    keys.forEach(tags::remove);
  }

  /// By key.
  Map<String, String> tags() {
    return tags;
  }
}
