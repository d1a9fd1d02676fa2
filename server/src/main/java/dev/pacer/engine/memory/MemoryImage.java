package dev.pacer.engine.memory;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.ListeningPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What instances of an image do. Immutable; start from [#serving()] and turn knobs.
///
/// @param architecture what the image says that it was built for, in OCI's spelling
/// @param resolveFailure with which kind of failure resolving ends, when it shall
/// @param startRefusal why the engine refuses to start an instance; empty when it does not
/// @param lines what an instance prints first
/// @param conduct what an instance does then
/// @param ignoresTermination whether an instance goes on when it is asked to end, until it is killed
public record MemoryImage(
    String architecture,
    Optional<EngineException.Kind> resolveFailure,
    String startRefusal,
    List<String> lines,
    Conduct conduct,
    boolean ignoresTermination) {

  /// What an instance does after its first lines.
  public sealed interface Conduct {

    /// Opens its port after a while and answers HTTP there.
    ///
    /// @param opensAfter how long the port stays shut after the start
    /// @param statuses the status by path; 200 on every other path
    record Serves(Duration opensAfter, Map<String, Integer> statuses) implements Conduct {
      public Serves {
        statuses = Map.copyOf(statuses);
      }
    }

    /// Runs, and never listens where it should.
    ///
    /// @param elsewhere where it says that it listens instead
    record NeverListens(List<ListeningPort> elsewhere) implements Conduct {
      public NeverListens {
        elsewhere = List.copyOf(elsewhere);
      }
    }

    /// Ends at once.
    record Exits(int exitCode) implements Conduct {}
  }

  public MemoryImage {
    lines = List.copyOf(lines);
  }

  /// An image that works: it opens its port at once, prints nothing and answers 200.
  public static MemoryImage serving() {
    return new MemoryImage(
        "amd64",
        Optional.empty(),
        "",
        List.of(),
        new Conduct.Serves(Duration.ZERO, Map.of()),
        false);
  }

  /// An image that its registry does not have.
  public static MemoryImage missing() {
    return serving().failingToResolve(EngineException.Kind.IMAGE_NOT_FOUND);
  }

  public MemoryImage failingToResolve(EngineException.Kind kind) {
    return with(architecture, kind, startRefusal, lines, conduct, ignoresTermination);
  }

  public MemoryImage builtFor(String otherArchitecture) {
    return with(otherArchitecture, failure(), startRefusal, lines, conduct, ignoresTermination);
  }

  public MemoryImage refusingToStart(String reason) {
    return with(architecture, failure(), reason, lines, conduct, ignoresTermination);
  }

  public MemoryImage printing(String... printed) {
    return with(
        architecture, failure(), startRefusal, List.of(printed), conduct, ignoresTermination);
  }

  public MemoryImage exitingAtOnce(int exitCode) {
    return with(
        architecture,
        failure(),
        startRefusal,
        lines,
        new Conduct.Exits(exitCode),
        ignoresTermination);
  }

  public MemoryImage neverListening() {
    return listeningElsewhere();
  }

  /// Runs, and listens only where nobody asks: on another port, or on its own loopback.
  public MemoryImage listeningElsewhere(ListeningPort... ports) {
    return with(
        architecture,
        failure(),
        startRefusal,
        lines,
        new Conduct.NeverListens(List.of(ports)),
        ignoresTermination);
  }

  /// Serves, but opens the port only after the delay.
  public MemoryImage listeningAfter(Duration delay) {
    Map<String, Integer> statuses =
        conduct instanceof Conduct.Serves(_, var kept) ? kept : Map.of();
    return with(
        architecture,
        failure(),
        startRefusal,
        lines,
        new Conduct.Serves(delay, statuses),
        ignoresTermination);
  }

  /// Serves, and answers requests for the path with the status.
  public MemoryImage answering(String path, int status) {
    Duration delay = Duration.ZERO;
    Map<String, Integer> statuses = new HashMap<>();
    if (conduct instanceof Conduct.Serves(Duration kept, var keptStatuses)) {
      delay = kept;
      statuses.putAll(keptStatuses);
    }
    statuses.put(path, status);
    return with(
        architecture,
        failure(),
        startRefusal,
        lines,
        new Conduct.Serves(delay, statuses),
        ignoresTermination);
  }

  public MemoryImage ignoringTermination() {
    return with(architecture, failure(), startRefusal, lines, conduct, true);
  }

  private EngineException.@Nullable Kind failure() {
    return resolveFailure.orElse(null);
  }

  private static MemoryImage with(
      String architecture,
      EngineException.@Nullable Kind failure,
      String refusal,
      List<String> lines,
      Conduct conduct,
      boolean ignores) {
    return new MemoryImage(
        architecture, Optional.ofNullable(failure), refusal, lines, conduct, ignores);
  }
}
