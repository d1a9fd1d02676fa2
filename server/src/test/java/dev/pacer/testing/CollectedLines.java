package dev.pacer.testing;

import dev.pacer.engine.LineSink;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink that keeps what it was given, for any thread to look at.
public final class CollectedLines implements LineSink {
  private record Line(Instant at, String text) {}

  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  @Override
  public void line(Instant at, String text) {
    if (ended) {
      throw new IllegalStateException("A line came after the end: " + text);
    }
    lines.add(new Line(at, text));
  }

  @Override
  public void ended() {
    ended = true;
  }

  public List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }

  public List<Instant> times() {
    return lines.stream().map(Line::at).toList();
  }

  public boolean hasEnded() {
    return ended;
  }
}
