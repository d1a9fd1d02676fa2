package dev.pacer.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Versions of a service as a table. Pure.
final class VersionTable {
  private static final int SHORT_COMMIT = 8;

  private VersionTable() {}

  /// @param versions as ListServiceVersions answers them
  static List<String> lines(List<JsonNode> versions, ZoneId zone) {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
    List<String> lines = new ArrayList<>();
    lines.add(row(" ", "VERSION", "STATUS", "DEPLOYED", "SOURCE"));
    for (JsonNode version : versions) {
      String status = version.get("Status").asString();
      lines.add(
          row(
              status.equals("ACTIVE") ? "*" : " ",
              version.get("Version").asString(),
              status,
              deployed(version, time),
              source(version)));
    }
    return lines;
  }

  private static String deployed(JsonNode version, DateTimeFormatter time) {
    return version.has("DeployedAt")
        ? time.format(Instant.ofEpochMilli(Math.round(version.get("DeployedAt").asDouble() * 1000)))
        : "-";
  }

  private static String source(JsonNode version) {
    String source = version.path("ImageIdentifier").asString(commit(version));
    return version.has("RestoredVersion")
        ? source + " (version " + version.get("RestoredVersion").asInt() + " again)"
        : source;
  }

  private static String commit(JsonNode version) {
    String commit = version.path("CommitId").asString("");
    return commit.isEmpty()
        ? "source code"
        : (commit.substring(0, Math.min(SHORT_COMMIT, commit.length()))
                + " "
                + version.path("CommitMessage").asString(""))
            .strip();
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%s %7s  %-9s  %-19s  %s", (Object[]) cells).stripTrailing();
  }
}
