package dev.pacer.testing.simulation;

/// An instance without anything in it: how many requests it has, and since when it has none.
final class SimulatedInstance {
  final String id;
  State state = State.STARTING;
  int inFlight;
  long quietSince;
  long stateSince;

  enum State {
    STARTING,
    ACTIVE,
    ASLEEP,
    /// It ends after its requests and gets no more.
    DRAINING,
    GONE
  }

  SimulatedInstance(String id, long now) {
    this.id = id;
    this.quietSince = now;
    this.stateSince = now;
  }

  boolean is(State other) {
    return state == other;
  }
}
