package dev.pacer.rules;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The calls on configurations with revisions, and on services that use them.
sealed interface RevisionCall {
  record Create(String name) implements RevisionCall {}

  record Describe(Which which) implements RevisionCall {}

  record Delete(Which which) implements RevisionCall {}

  record DeleteAll(Which which) implements RevisionCall {}

  record MakeDefault(Which which) implements RevisionCall {}

  record ServicesUsing(Which which) implements RevisionCall {}

  record ListOf(Optional<String> name, Optional<Boolean> latestOnly) implements RevisionCall {}

  /// Creates the service of that number, or updates it, so that it uses a revision.
  ///
  /// @param which what it names; the default when it names nothing
  record Use(int service, Optional<Which> which) implements RevisionCall {}

  record DeleteService(int service) implements RevisionCall {}

  /// Which revision a call is about, in words that mean something in every state.
  sealed interface Which {
    record Named(String name) implements Which {}

    record Numbered(String name, int number) implements Which {}

    /// The full ARN of a revision that was made, counted in the order of creation.
    record Made(int number) implements Which {}

    /// A full ARN that was never given to anything.
    record Unknown(String name) implements Which {}
  }

  /// More names than the quota of ten allows, two of them much used.
  List<String> NAMES =
      List.of(
          "DefaultConfiguration",
          "busy",
          "calm",
          "name-1",
          "name-2",
          "name-3",
          "name-4",
          "name-5",
          "name-6",
          "name-7",
          "name-8",
          "name-9",
          "name-10");

  static RevisionCall draw(RandomGenerator random) {
    int dice = random.nextInt(100);
    if (dice < 42) {
      return new Create(name(random));
    } else if (dice < 52) {
      return new Describe(which(random));
    } else if (dice < 64) {
      return new Delete(which(random));
    } else if (dice < 69) {
      return new DeleteAll(which(random));
    } else if (dice < 75) {
      return new MakeDefault(which(random));
    } else if (dice < 80) {
      return new ServicesUsing(which(random));
    } else if (dice < 88) {
      return listOf(random);
    } else if (dice < 96) {
      return new Use(
          random.nextInt(3),
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(which(random)));
    }
    return new DeleteService(random.nextInt(3));
  }

  private static ListOf listOf(RandomGenerator random) {
    return new ListOf(
        random.nextBoolean() ? Optional.empty() : Optional.of(name(random)),
        switch (random.nextInt(3)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(true);
          default -> Optional.of(false);
        });
  }

  private static Which which(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Which.Named(name(random));
      case 3, 4, 5 -> new Which.Numbered(name(random), 1 + random.nextInt(7));
      case 6 -> new Which.Unknown(name(random));
      default -> new Which.Made(random.nextInt(100));
    };
  }

  private static String name(RandomGenerator random) {
    int dice = random.nextInt(2 * NAMES.size());
    return NAMES.get(dice < NAMES.size() ? dice : 1 + dice % 2);
  }
}
