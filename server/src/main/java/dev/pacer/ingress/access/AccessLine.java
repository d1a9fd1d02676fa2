package dev.pacer.ingress.access;

import dev.pacer.ingress.routes.RoutedService;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What the access log tells of one request. Durations are nanoseconds.
///
/// @param ended when its last byte was sent, or it was given up
/// @param instanceId the instance that took it; null when none did
/// @param path without the query, which may carry secrets
/// @param status of its answer; 0 when there was none
/// @param reason why the front door ended it itself, or that the client did; null for neither
/// @param bytesIn of its body, with its chunked coding if it has one
/// @param bytesOut of the instance's answer's body
/// @param waited until an instance was connected; negative when none was
/// @param firstByte until the instance's answer; negative when there was none
/// @param attempts how often it was given to an instance
public record AccessLine(
    RoutedService service,
    Instant ended,
    @Nullable String instanceId,
    String client,
    boolean tls,
    String protocol,
    String method,
    String host,
    String path,
    @Nullable String userAgent,
    UUID requestId,
    int status,
    @Nullable String reason,
    long bytesIn,
    long bytesOut,
    long duration,
    long waited,
    long firstByte,
    int attempts) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// One object of JSON. What is not known is left out.
  public String json() {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      writeRequest(out);
      writeAnswer(out);
      out.writeEndObject();
    }
    return text.toString();
  }

  private void writeRequest(JsonGenerator out) {
    Instant began = ended.minusNanos(duration).truncatedTo(ChronoUnit.MILLIS);
    out.writeStringProperty("time", began.toString());
    out.writeStringProperty("service", service.id());
    write(out, "instance", instanceId);
    out.writeStringProperty("client", client);
    out.writeBooleanProperty("tls", tls);
    out.writeStringProperty("protocol", protocol);
    out.writeStringProperty("method", method);
    out.writeStringProperty("host", host);
    out.writeStringProperty("path", path);
    write(out, "user_agent", userAgent);
    out.writeStringProperty("request_id", requestId.toString());
  }

  private void writeAnswer(JsonGenerator out) {
    if (status > 0) {
      out.writeNumberProperty("status", status);
    }
    write(out, "reason", reason);
    out.writeNumberProperty("bytes_in", bytesIn);
    out.writeNumberProperty("bytes_out", bytesOut);
    write(out, "duration_ms", duration);
    write(out, "wait_ms", waited);
    write(out, "first_byte_ms", firstByte);
    out.writeNumberProperty("attempts", attempts);
  }

  private static void write(JsonGenerator out, String name, @Nullable String value) {
    if (value != null) {
      out.writeStringProperty(name, value);
    }
  }

  private static void write(JsonGenerator out, String name, long nanos) {
    if (nanos >= 0) {
      long micros = nanos / 1_000;
      out.writeNumberProperty(name, micros / 1e3);
    }
  }
}
