package dev.pacer.rules;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The calls on services, and what happens to the engine that their instances run on.
sealed interface LifeCall {
  /// @param scaling which auto scaling configuration it names; 0 names none
  record Create(String name, Image image, int scaling) implements LifeCall {}

  /// @param service which one, counted in the order of creation
  record Update(int service, Optional<Image> image, int scaling) implements LifeCall {}

  record Deploy(int service) implements LifeCall {}

  record Pause(int service) implements LifeCall {}

  record Resume(int service) implements LifeCall {}

  record Delete(int service) implements LifeCall {}

  record InstanceDies(int service) implements LifeCall {}

  /// Operations that begin from now on stay in progress.
  record Hold() implements LifeCall {}

  record Release() implements LifeCall {}

  /// Makes the image [Image#MOVING] one that works, or one that does not.
  record MoveTag(boolean works) implements LifeCall {}

  record EngineGoes() implements LifeCall {}

  record EngineReturns() implements LifeCall {}

  /// What is deployed.
  enum Image {
    GOOD,
    MISSING,
    REFUSED,
    EXITING,
    FOREIGN,
    /// Works or not, as its tag was moved last.
    MOVING
  }

  static LifeCall draw(RandomGenerator random) {
    int service = random.nextInt(1000);
    int dice = random.nextInt(48);
    if (dice < 8) {
      return new Create("name-" + random.nextInt(4), image(random), random.nextInt(3));
    } else if (dice < 18) {
      Optional<Image> image = random.nextBoolean() ? Optional.empty() : Optional.of(image(random));
      return new Update(service, image, random.nextInt(3));
    } else if (dice < 24) {
      return new Deploy(service);
    } else if (dice < 28) {
      return new Pause(service);
    } else if (dice < 32) {
      return new Resume(service);
    } else if (dice < 34) {
      return new Delete(service);
    }
    return around(random, service);
  }

  private static LifeCall around(RandomGenerator random, int service) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> new Hold();
      case 2, 3 -> new Release();
      case 4, 5, 6, 7 -> new MoveTag(random.nextBoolean());
      case 8 -> new EngineGoes();
      case 9 -> new InstanceDies(service);
      default -> new EngineReturns();
    };
  }

  private static Image image(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Image.GOOD;
      case 1 -> Image.MOVING;
      default -> List.of(Image.values()).get(random.nextInt(Image.values().length));
    };
  }
}
