package dev.pacer.rules;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.rules.LifeCall.Image;
import java.util.ArrayList;
import java.util.List;

/// The engine in memory with the images that services are made of, and what the model knows of it.
final class Machine {
  private final MemoryEngine engine;
  private final String movingTag;
  private final List<MemoryHold> holds = new ArrayList<>();
  private boolean movingWorks = true;
  private boolean away;

  /// @param suffix makes the name of the image that changes the world's own
  Machine(MemoryEngine engine, String suffix) {
    this.engine = engine;
    this.movingTag = "moving-" + suffix + ":1";
    engine.register("missing:1", MemoryImage.missing());
    engine.register("refused:1", MemoryImage.serving().refusingToStart("no such command"));
    engine.register("exiting:1", MemoryImage.serving().exitingAtOnce(1));
    engine.register("foreign:1", MemoryImage.serving().builtFor("arm64"));
    moveTag(true);
  }

  String reference(Image image) {
    return switch (image) {
      case GOOD -> "good:1";
      case MISSING -> "missing:1";
      case REFUSED -> "refused:1";
      case EXITING -> "exiting:1";
      case FOREIGN -> "foreign:1";
      case MOVING -> movingTag;
    };
  }

  /// Whether a deployment of what the image means now would succeed.
  boolean works(String reference) {
    return reference.equals("good:1") || (reference.equals(movingTag) && movingWorks);
  }

  void moveTag(boolean works) {
    movingWorks = works;
    engine.register(
        movingTag, works ? MemoryImage.serving() : MemoryImage.serving().exitingAtOnce(3));
  }

  void hold() {
    if (!isHeld() && !away) {
      holds.addAll(List.of(engine.holdResolve(), engine.holdStart(), engine.holdStop()));
    }
  }

  void release() {
    holds.forEach(MemoryHold::release);
    holds.clear();
  }

  boolean isHeld() {
    return !holds.isEmpty();
  }

  void goAway() {
    away = true;
    engine.goAway();
  }

  void comeBack() {
    away = false;
    engine.comeBack();
  }

  /// Ends an instance as if its process had ended by itself.
  void die(String handle) {
    engine.die(new InstanceHandle(handle), 1, false);
  }

  boolean isAway() {
    return away;
  }
}
