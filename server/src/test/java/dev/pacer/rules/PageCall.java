package dev.pacer.rules;

import java.util.random.RandomGenerator;

/// What happens to a list while somebody reads it page by page.
sealed interface PageCall {
  record Insert(int number) implements PageCall {}

  /// @param place of the item in the list
  record Delete(int place) implements PageCall {}

  /// Reads the next page, or the first one again after the last.
  ///
  /// @param maxResults the page's size before it is bounded by the operation's own ceiling
  record ReadPage(int maxResults) implements PageCall {}

  static PageCall draw(RandomGenerator random) {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return new Insert(random.nextInt(1_000_000));
    } else if (dice < 65) {
      return new Delete(random.nextInt(1_000_000));
    }
    // Mostly small pages, so that a list of a few items has several.
    return new ReadPage(1 + random.nextInt(random.nextInt(4) == 0 ? 100 : 3));
  }
}
