package dev.pacer.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started, to be stopped in reverse. A part that fails to stop does not keep the others
/// from stopping.
final class StopList implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StopList.class);

  private record Part(String name, AutoCloseable closeable) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closeable().close();
      } catch (Exception failure) {
        log.atWarn()
            .addKeyValue("part", part.name())
            .setCause(failure)
            .log("a part did not stop cleanly");
      }
    }
  }
}
