package dev.pacer.testing.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an access log of the front door: from each line when the request came, and how long an
/// instance had it.
final class Recording {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Recording() {}

  /// The requests that an instance took; the first one comes after 0 microseconds.
  static List<Request> read(Path accessLog) throws IOException {
    try (Stream<String> lines = Files.lines(accessLog)) {
      List<JsonNode> taken =
          lines
              .filter(line -> line.startsWith("{"))
              .map(JSON::readTree)
              .filter(line -> line.has("instance"))
              .sorted(Comparator.comparing(Recording::time))
              .toList();
      return taken.stream().map(line -> request(line, time(taken.getFirst()))).toList();
    }
  }

  private static Request request(JsonNode line, Instant first) {
    double millis = line.path("duration_ms").asDouble(0) - line.path("wait_ms").asDouble(0);
    return new Request(
        TimeUnit.NANOSECONDS.toMicros(Duration.between(first, time(line)).toNanos()),
        Math.max(1, Math.round(millis * 1000)));
  }

  private static Instant time(JsonNode line) {
    return Instant.parse(line.path("time").asString()).truncatedTo(ChronoUnit.MICROS);
  }
}
