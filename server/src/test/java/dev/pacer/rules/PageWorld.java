package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.Paged.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A list that somebody reads page by page while items come and go. What was there all the time is
/// read exactly once; what was there for a part of it, at most once; nothing else ever.
final class PageWorld implements RandomCalls.World<PageCall> {
  private final PagedKind kind;
  private final Paged list;
  private final List<String> read = new ArrayList<>();
  private final Set<String> alwaysThere = new HashSet<>();
  private final Set<String> everThere = new HashSet<>();
  private Optional<String> token = Optional.empty();

  PageWorld(Account account, PagedKind kind) {
    this.kind = kind;
    this.list = kind.in(account);
    begin();
  }

  @Override
  public void make(PageCall call) {
    switch (call) {
      case PageCall.Insert(int number) -> list.insert().accept(number);
      case PageCall.Delete(int place) -> delete(place);
      case PageCall.ReadPage(int maxResults) -> read(Math.min(maxResults, kind.most()));
    }
    List<String> now = list.everything();
    alwaysThere.retainAll(now);
    everThere.addAll(now);
  }

  /// Reads to the end, and empties the list.
  @Override
  public void close() {
    do {
      read(kind.most());
    } while (token.isPresent());
    list.everything().forEach(list.delete());
    list.close().run();
  }

  private void delete(int place) {
    List<String> items = list.everything();
    if (!items.isEmpty()) {
      list.delete().accept(items.get(place % items.size()));
    }
  }

  private void read(int maxResults) {
    Page page = list.page(Optional.of(maxResults), token);
    token = page.next();
    read.addAll(page.items());
    assertThat(page.items().size()).isLessThanOrEqualTo(maxResults);
    assertThat(token.isEmpty() || page.items().size() == maxResults)
        .as("a page before the last one is full")
        .isTrue();
    assertThat(read).doesNotHaveDuplicates();
    assertThat(everThere).containsAll(page.items());
    if (token.isEmpty()) {
      assertThat(read).containsAll(alwaysThere);
      begin();
    }
  }

  private void begin() {
    List<String> now = list.everything();
    read.clear();
    alwaysThere.clear();
    alwaysThere.addAll(now);
    everThere.clear();
    everThere.addAll(now);
  }
}
