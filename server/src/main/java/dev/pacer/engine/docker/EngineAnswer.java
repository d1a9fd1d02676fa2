package dev.pacer.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.pacer.engine.EngineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An answer of the engine that is not the wanted one.
///
/// @param status its HTTP status
/// @param message the engine's own words, on one line and of bounded length
record EngineAnswer(int status, String message) {
  private static final int LONGEST = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern LIBRARY_PREFIX = Pattern.compile("^Status [0-9]+: ");

  static EngineAnswer of(DockerException failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher prefix = LIBRARY_PREFIX.matcher(text);
    return of(failure.getHttpStatus(), prefix.find() ? text.substring(prefix.end()) : text);
  }

  static EngineAnswer of(int status, String body) {
    return new EngineAnswer(status, oneLine(messageOf(body)));
  }

  /// The answer behind a failure, when there is one; null when the engine did not answer at all.
  static @Nullable EngineAnswer behind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DockerException answer) {
        return of(answer);
      }
    }
    return null;
  }

  boolean isNotFound() {
    return status == 404;
  }

  /// Something with that name is there already, or is just being removed.
  boolean isConflict() {
    return status == 409;
  }

  /// The state that was asked for is the one that is.
  boolean isNotModified() {
    return status == 304;
  }

  boolean says(String part) {
    return message.contains(part);
  }

  /// The exception for an answer that nobody has a better reading of.
  EngineException asException() {
    if (says("no space left on device")) {
      return new EngineException(
          EngineException.Kind.DISK_FULL, "The container engine's disk is full.");
    }
    return new EngineException(
        EngineException.Kind.OTHER, "The container engine answered: " + message);
  }

  private static String messageOf(String body) {
    if (!body.stripLeading().startsWith("{")) {
      return body;
    }
    try {
      return JSON.readTree(body).path("message").asString(body);
    } catch (JacksonException _) {
      return body;
    }
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
