package dev.pacer.testing.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of the requests, by the phase in which each was due. Safe for any thread.
public final class LoadReport {
  private final List<Answered> answered = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  /// When a request was due.
  public enum Phase {
    STEADY,
    DURING,
    AFTERWARDS
  }

  /// @param nanoseconds from when the request was due, over the time that it asks for itself
  private record Answered(Phase phase, String version, long nanoseconds) {}

  synchronized void answered(Phase phase, String version, long nanoseconds) {
    answered.add(new Answered(phase, version, nanoseconds));
  }

  synchronized void lost(String what) {
    lost.add(what);
  }

  /// Requests that were due, lost ones among them.
  public synchronized int sent() {
    return answered.size() + lost.size();
  }

  /// Those that got no answer or a wrong one, each with the reason.
  public synchronized List<String> lost() {
    return List.copyOf(lost);
  }

  /// The versions of the application that answered.
  public synchronized Set<String> versions(Phase phase) {
    return in(phase).map(Answered::version).collect(Collectors.toSet());
  }

  /// The latency in milliseconds that so many per cent kept; 0 without answers.
  public synchronized double percentile(Phase phase, double percent) {
    List<Long> sorted = in(phase).map(Answered::nanoseconds).sorted().toList();
    int place = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, place)) / 1e6;
  }

  private Stream<Answered> in(Phase phase) {
    return answered.stream().filter(answer -> answer.phase() == phase);
  }
}
