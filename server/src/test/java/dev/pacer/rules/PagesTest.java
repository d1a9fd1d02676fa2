package dev.pacer.rules;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesTest {
  /// So high that lists have many pages.
  private static final Quotas HIGH = new Quotas(200, 200, 200, 200, 200, 200, 200, 200, 200, 25);

  @TempDir private static Path directory;
  private static ApiBed bed;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory, HIGH);
    bed.engine.register("missing:1", MemoryImage.missing());
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThereAllTheTimeIsReadExactlyOnce(PagedKind kind) {
    new RandomCalls<>(1, 20, PageCall::draw, () -> new PageWorld(Account.fresh(bed), kind)).agree();
  }

  @Test
  void aTokenIsGoodForItsOwnListOnlyAndOnlyUnchanged() {
    List<Paged> lists = new ArrayList<>();
    for (PagedKind kind : PagedKind.values()) {
      lists.add(withTwoItems(kind));
      lists.add(withTwoItems(kind));
    }
    List<String> tokens =
        lists.stream()
            .map(list -> list.page(Optional.of(1), Optional.empty()).next().orElseThrow())
            .toList();

    Tries.each(
        200,
        seed -> {
          Random random = new Random(seed);
          int from = random.nextInt(lists.size());
          int to = random.nextInt(4) == 0 ? from : random.nextInt(lists.size());
          String token = tokens.get(from);
          Optional<String> refusal =
              from == to ? Optional.empty() : Optional.of("InvalidRequestException");
          Account.compare(lists.get(to).call(token), refusal);
          String forged = Forgery.of(token, random);
          Account.compare(lists.get(from).call(forged), Optional.of("InvalidRequestException"));
        });
  }

  private static Paged withTwoItems(PagedKind kind) {
    Paged list = kind.in(Account.fresh(bed));
    for (int number = 1; list.everything().size() < 2; number += 6) {
      list.insert().accept(number);
    }
    return list;
  }
}
