package dev.pacer.rules;

import dev.pacer.rules.Fact.Began;
import dev.pacer.rules.Fact.Lost;
import dev.pacer.rules.Fact.Seen;
import dev.pacer.rules.Fact.Triggered;
import dev.pacer.rules.Phase.Entry;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks for moments, one for each answer and between its call and its return, at which a service
/// that does one thing after the other would have answered just that.
///
/// The operations give the order of the phases, and nothing but the beginning of an operation depends
/// on a call. So it is enough to go through the phases once: to stay in each as long as there are
/// answers that fit it, and to put every answer in the first phase that it fits.
final class History {
  private final List<Entry> operations;
  private final List<Phase> phases;
  private final List<Event> left;
  private final List<Event> optional;
  private final Map<Event, Integer> triggered = new HashMap<>();
  private int now;

  /// When the last call was made of what cannot have happened later than now.
  private long latestCall = Long.MIN_VALUE;

  /// An answer, and when its call was made and it returned, in the order of all such moments.
  record Event(long called, long returned, String call, Fact fact) {
    @Override
    public String toString() {
      return "%5d–%-5d %-30s %s".formatted(called, returned, call, fact);
    }
  }

  private History(List<Entry> operations, List<Event> events) {
    this.operations = operations;
    this.phases = Phase.of(operations, images(events));
    this.left =
        new ArrayList<>(
            events.stream()
                .filter(e -> e.fact() instanceof Seen || e.fact() instanceof Began)
                .toList());
    this.optional =
        new ArrayList<>(
            events.stream()
                .filter(e -> e.fact() instanceof Lost || e.fact() instanceof Triggered)
                .sorted(Comparator.comparingLong(Event::returned))
                .toList());
  }

  /// Fails unless the events can be explained.
  ///
  /// @param operations all that the service had, oldest first, all of them ended
  static void explain(List<Entry> operations, List<Event> events) {
    try {
      History history = new History(operations, events);
      history.explain();
      history.triggered.forEach(history::mustBeHeeded);
      Reasons.check(operations, history.phases, events);
    } catch (AssertionError contradiction) {
      throw new AssertionError(
          contradiction.getMessage() + "\n" + lines(operations) + "\n" + lines(events),
          contradiction);
    }
  }

  private void explain() {
    settle();
    while (now < phases.size() - 1) {
      if (now % 2 == 0) {
        begin(operations.get(now / 2));
      }
      now++;
      settle();
    }
    if (!left.isEmpty()) {
      throw new AssertionError("After all this cannot have been: " + left.getFirst());
    }
  }

  /// Puts everything into the present phase that fits it.
  private void settle() {
    Optional<Event> next = fitting();
    while (next.isPresent()) {
      place(next.get());
      next = fitting();
    }
    optional.stream()
        .filter(event -> event.fact() instanceof Triggered(boolean remembered) && remembered)
        .filter(this::isPossible)
        .forEach(event -> triggered.putIfAbsent(event, now));
  }

  private Optional<Event> fitting() {
    Phase phase = phases.get(now);
    return left.stream()
        .filter(this::isPossible)
        .filter(event -> event.fact() instanceof Seen seen && seen.fits(phase))
        .findFirst();
  }

  private void begin(Entry operation) {
    Event cause =
        left.stream()
            .filter(e -> e.fact() instanceof Began(_, String id, _) && id.equals(operation.id()))
            .findFirst()
            .or(() -> unanswered(operation))
            .orElseThrow(() -> new AssertionError("Nobody began " + operation));
    if (!isPossible(cause)) {
      throw new AssertionError(
          "In phase %d, %s, this cannot have been: %s"
              .formatted(now, phases.get(now).status(), earliest()));
    }
    optional.remove(cause);
    place(cause);
  }

  /// The first to have ended of the calls without an answer that may have begun the operation.
  private Optional<Event> unanswered(Entry operation) {
    return optional.stream()
        .filter(this::isPossible)
        .filter(event -> mayHaveBegun(event, operation))
        .findFirst();
  }

  private boolean mayHaveBegun(Event event, Entry operation) {
    return switch (event.fact()) {
      case Lost(OperationKind kind) -> kind == operation.kind() && event.returned() > latestCall;
      case Triggered _ -> operation.kind() == OperationKind.START_DEPLOYMENT;
      default -> false;
    };
  }

  /// Whether it may have happened now: nothing that is still to come ended before it was called.
  private boolean isPossible(Event event) {
    return left.stream().noneMatch(other -> other.returned() < event.called());
  }

  private Event earliest() {
    return left.stream().min(Comparator.comparingLong(Event::returned)).orElseThrow();
  }

  private void place(Event event) {
    left.remove(event);
    if (!fitsLater(event)) {
      latestCall = Math.max(latestCall, event.called());
    }
  }

  /// Whether it was put here only because nothing spoke against it.
  private boolean fitsLater(Event event) {
    return event.fact() instanceof Seen seen
        && phases.subList(now + 1, phases.size()).stream().anyMatch(seen::fits);
  }

  /// A deployment that was asked for begins later, unless the service comes to a state without one.
  private void mustBeHeeded(Event trigger, int from) {
    for (int phase = from; phase < phases.size(); phase++) {
      if (phase % 2 == 0 ? phases.get(phase).status() != Status.RUNNING : deploys(phase, from)) {
        return;
      }
    }
    throw new AssertionError("Forgotten: " + trigger);
  }

  private boolean deploys(int phase, int from) {
    return phase > from && operations.get(phase / 2).kind() == OperationKind.START_DEPLOYMENT;
  }

  private static Map<String, String> images(List<Event> events) {
    Map<String, String> images = new HashMap<>();
    for (Event event : events) {
      if (event.fact() instanceof Began(_, String id, String image)) {
        images.put(id, image);
      }
    }
    return images;
  }

  private static String lines(List<?> items) {
    return items.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
