package dev.pacer.engine.docker;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads what an engine tells of a build by a Dockerfile: prints it, and remembers the step, the
/// result, and what was made on the way. For any thread.
///
/// What commands print comes among it and can look just the same. So the ids are hints only: whoever
/// removes by them looks first what it is.
final class DockerfileProgress {
  private static final int MOST_IDS = 1000;
  private static final int LONGEST_STEP = 300;
  private static final Pattern STEP =
      Pattern.compile("^Step ([0-9]+/[0-9]+) : (.*)", Pattern.DOTALL);
  private static final Pattern RUNNING =
      Pattern.compile("^ ---> Running in ([0-9a-f]{12,64})\\s*$");
  private static final Pattern IMAGE = Pattern.compile("^ ---> ([0-9a-f]{12,64})\\s*$");

  private final BuildOutput.Part output;
  private final SequencedSet<String> containers = new LinkedHashSet<>();
  private final SequencedSet<String> images = new LinkedHashSet<>();
  private String step = "";
  private String image = "";
  private String error = "";

  DockerfileProgress(BuildOutput.Part output) {
    this.output = output;
  }

  synchronized void event(JsonNode event) {
    String text = event.path("stream").asString("");
    if (!text.isEmpty()) {
      remember(text);
      output.text(text);
    }
    String status = event.path("status").asString("");
    if (!status.isEmpty() && event.path("progressDetail").isEmpty()) {
      String id = event.path("id").asString("");
      output.text((id.isEmpty() ? "" : id + ": ") + status + "\n");
    }
    image = event.path("aux").path("ID").asString(image);
    error = event.path("errorDetail").path("message").asString(event.path("error").asString(error));
  }

  /// The image that came of it, when one did.
  synchronized Optional<String> image() {
    return image.isEmpty() || !error.isEmpty() ? Optional.empty() : Optional.of(image);
  }

  /// Why none did, as one sentence.
  synchronized String failure() {
    String reason = error.isEmpty() ? "the engine ended it without a word" : shortened(error);
    String place = step.isEmpty() ? "" : " at step " + step;
    return "The Dockerfile failed%s: %s.".formatted(place, reason.replaceAll("\\.$", ""));
  }

  /// Containers that were made, newest first.
  synchronized SequencedSet<String> containers() {
    return new LinkedHashSet<>(containers.reversed());
  }

  /// Images that were made or begun with, newest first.
  synchronized SequencedSet<String> images() {
    return new LinkedHashSet<>(images.reversed());
  }

  private void remember(String text) {
    Matcher began = STEP.matcher(text);
    if (began.find()) {
      step = "%s (%s)".formatted(began.group(1), shortened(began.group(2)));
    }
    remember(RUNNING.matcher(text), containers);
    remember(IMAGE.matcher(text), images);
  }

  private static void remember(Matcher matcher, SequencedSet<String> ids) {
    if (matcher.find() && ids.size() < MOST_IDS) {
      ids.add(matcher.group(1));
    }
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_STEP ? line : line.substring(0, LONGEST_STEP) + "…";
  }
}
