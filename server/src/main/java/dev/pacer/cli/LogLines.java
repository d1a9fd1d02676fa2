package dev.pacer.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/// Lines of logs as people read them, with the time of the machine's own zone.
final class LogLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private LogLines() {}

  /// Prints the lines of an answer as they are, for programs: they tell the time themselves.
  static void printBare(JsonNode answer, PrintStream out) {
    for (JsonNode event : answer.get("Events")) {
      out.println(event.get("Message").asString());
    }
    out.flush();
  }

  /// Prints the lines of an answer of ReadServiceLog.
  static void print(JsonNode answer, PrintStream out) {
    for (JsonNode event : answer.get("Events")) {
      long millis = Math.round(event.get("Timestamp").asDouble() * 1000);
      out.println(
          TIME.format(Instant.ofEpochMilli(millis)) + " " + event.get("Message").asString());
    }
    out.flush();
  }
}
