package dev.pacer.support;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a longer list.
///
/// @param items what is on the page
/// @param next the key after which the next page begins; empty on the last page
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /// Cuts a list that was read with one element more than the page holds.
  public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> key) {
    if (oneMore.size() <= size) {
      return new Page<>(oneMore, Optional.empty());
    }
    List<T> items = oneMore.subList(0, size);
    return new Page<>(items, Optional.of(key.apply(items.getLast())));
  }
}
