package dev.pacer.engine.docker;

import dev.pacer.engine.PullProgress;
import dev.pacer.support.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Adds up what the engine tells of each layer of a pull, and passes it on now and then. For one
/// thread.
final class PullTally {
  private static final Duration FIRST_WORD = Duration.ofSeconds(3);
  private static final Duration NEXT_WORD = Duration.ofSeconds(15);
  private static final long MEGABYTE = 1_000_000;

  private record Layer(long bytes, long total) {}

  private final PullProgress progress;
  private final Map<String, Layer> layers = new HashMap<>();
  private Deadline nextWord = Deadline.in(FIRST_WORD);

  PullTally(PullProgress progress) {
    this.progress = progress;
  }

  void add(JsonNode step) {
    String status = step.path("status").asString("");
    String layer = step.path("id").asString("");
    JsonNode detail = step.path("progressDetail");
    if (status.equals("Downloading")) {
      layers.put(
          layer, new Layer(detail.path("current").asLong(0), detail.path("total").asLong(0)));
    } else if (status.equals("Download complete")) {
      layers.computeIfPresent(layer, (_, known) -> new Layer(known.total(), known.total()));
    } else if (status.startsWith("Retrying in 5 seconds")) {
      progress.tell(
          "A part of the image (" + layer + ") did not arrive whole and is pulled again.");
    }
    if (nextWord.hasPassed()) {
      progress.tell(text());
      nextWord = Deadline.in(NEXT_WORD);
    }
  }

  String text() {
    long bytes = layers.values().stream().mapToLong(Layer::bytes).sum();
    long total = layers.values().stream().mapToLong(Layer::total).sum();
    return "The image is being pulled: %d of %d MB."
        .formatted(bytes / MEGABYTE, (total + MEGABYTE - 1) / MEGABYTE);
  }
}
