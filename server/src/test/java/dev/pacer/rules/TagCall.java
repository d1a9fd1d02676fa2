package dev.pacer.rules;

import dev.pacer.rules.TagModel.Tag;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The calls on the tags of resources.
sealed interface TagCall {
  /// @param resource which of the world's resources
  record Add(int resource, List<Tag> tags) implements TagCall {}

  record Remove(int resource, List<String> keys) implements TagCall {}

  record Show(int resource) implements TagCall {}

  /// A call with an ARN that is nearly a resource's.
  record Astray(int resource, Misspelling misspelling, String operation) implements TagCall {}

  record Delete(int resource) implements TagCall {}

  /// How an ARN is wrong, and so of no resource that the caller has.
  enum Misspelling {
    OTHER_PARTITION,
    OTHER_REGION,
    OTHER_ACCOUNT,
    OTHER_NAME,
    OTHER_ID,
    /// Right but for the account, which is the caller's while the resource is somebody else's.
    NOT_ITS_ACCOUNT
  }

  static TagCall draw(RandomGenerator random) {
    int resource = random.nextInt(100);
    int dice = random.nextInt(100);
    if (dice < 45) {
      return new Add(resource, tags(random));
    } else if (dice < 60) {
      return new Remove(resource, Stream.generate(() -> key(random)).limit(5).toList());
    } else if (dice < 75) {
      return new Show(resource);
    } else if (dice < 97) {
      return new Astray(
          resource,
          pick(random, List.of(Misspelling.values())),
          pick(random, List.of("TagResource", "UntagResource", "ListTagsForResource")));
    }
    return new Delete(resource);
  }

  /// Few keys, so that some are given again, in one call or in later ones, and lists so long that the
  /// bound of fifty is reached.
  private static List<Tag> tags(RandomGenerator random) {
    return Stream.generate(() -> new Tag(key(random), "value-" + random.nextInt(3)))
        .limit(1 + random.nextInt(random.nextBoolean() ? 3 : 25))
        .toList();
  }

  private static String key(RandomGenerator random) {
    return "key-" + random.nextInt(random.nextBoolean() ? 90 : 900);
  }

  private static <T> T pick(RandomGenerator random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
