package dev.pacer.rules;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// The calls on resources with unique names, and on services that use them.
sealed interface NameCall {
  record Create(String name) implements NameCall {}

  /// @param made which one, counted in the order of creation
  record Delete(int made) implements NameCall {}

  record Describe(int made) implements NameCall {}

  record ListOf(Optional<String> name) implements NameCall {}

  /// Creates the service of that number, or updates it, so that it uses a resource.
  record Use(int service, int made) implements NameCall {}

  record DeleteService(int service) implements NameCall {}

  static NameCall draw(RandomGenerator random) {
    int dice = random.nextInt(100);
    if (dice < 58) {
      return new Create(name(random));
    } else if (dice < 70) {
      return new Delete(random.nextInt(1000));
    } else if (dice < 77) {
      return new Describe(random.nextInt(1000));
    } else if (dice < 82) {
      return new ListOf(Optional.of(name(random)));
    } else if (dice < 94) {
      return new Use(random.nextInt(3), random.nextInt(1000));
    }
    return new DeleteService(random.nextInt(3));
  }

  /// One of more names than the quota of ten allows.
  private static String name(RandomGenerator random) {
    return "name-" + random.nextInt(16);
  }
}
