package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsOfEveryKindTest {
  @TempDir private static Path directory;
  private static ApiBed bed;
  private static Account neighbour;
  private static List<Tagged> neighbours;

  @BeforeAll
  static void start() {
    bed = new ApiBed(directory);
    neighbour = Account.fresh(bed);
    neighbours = Tagged.everyKind(neighbour);
    for (Tagged resource : neighbours) {
      neighbour.ok(
          "TagResource",
          Map.of(
              "ResourceArn",
              resource.arn(),
              "Tags",
              List.of(Map.of("Key", "kept", "Value", "by the neighbour"))));
    }
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void tagsKeepTheirRulesAndStayInTheirAccount() {
    new RandomCalls<>(2, 60, TagCall::draw, () -> new TagWorld(bed, neighbours)).agree();

    for (Tagged resource : neighbours) {
      assertThat(
              TagWorld.tags(
                  neighbour.ok("ListTagsForResource", Map.of("ResourceArn", resource.arn()))))
          .containsExactly(Map.entry("kept", "by the neighbour"));
    }
  }
}
