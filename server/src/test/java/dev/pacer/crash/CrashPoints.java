package dev.pacer.crash;

import dev.pacer.operation.OperationType;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts what a server changes from the moment it claims an operation of a chosen type, and dies at
/// the chosen point. Safe for any thread.
final class CrashPoints {
  /// To list the points and not die.
  static final String NOWHERE = "nowhere";

  private final Consumer<String> told;
  private final Consumer<Duration> death;
  private @Nullable OperationType type;
  private String chosen = "";
  private boolean counting;
  private boolean dying;
  private int number;

  /// @param told hears each point in its order, as `NUMBER NAME`
  /// @param death ends this process after that time; need not return when it is at once
  CrashPoints(Consumer<String> told, Consumer<Duration> death) {
    this.told = told;
    this.death = death;
  }

  /// Chooses where to die next: the next operation of that type is counted.
  ///
  /// @param point a number, counted from 1, a name, which means its first occurrence, or [#NOWHERE]
  synchronized void arm(OperationType type, String point) {
    this.type = type;
    this.chosen = point;
    this.counting = false;
    this.number = 0;
  }

  /// An operation was claimed.
  synchronized void claimed(OperationType claimed) {
    counting |= claimed == type;
  }

  /// The server stands at a point, and goes on only if it is not the chosen one.
  synchronized void reached(String name) {
    pass(name, Duration.ZERO);
  }

  /// The server is about to do something that takes a while. If this is the chosen point it dies in
  /// the middle of it.
  synchronized void within(String name) {
    // Spread over what takes a while, the same at each run of the point.
    pass(name, Duration.ofMillis(1 + (number * 37L) % 120));
  }

  private void pass(String name, Duration delay) {
    awaitDeath();
    if (!counting) {
      return;
    }
    number++;
    told.accept(number + " " + name);
    if (chosen.equals(name) || chosen.equals(String.valueOf(number))) {
      dying = true;
      death.accept(delay);
    }
  }

  /// Nothing is changed any more after the chosen point.
  private void awaitDeath() {
    while (dying) {
      try {
        wait();
      } catch (InterruptedException _) {
        // An interrupt does not save it.
      }
    }
  }
}
