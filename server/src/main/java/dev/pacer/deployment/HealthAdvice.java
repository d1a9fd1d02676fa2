package dev.pacer.deployment;

import dev.pacer.engine.ListeningPort;
import dev.pacer.health.HealthCheck;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What to try when a health check keeps failing. Pure.
final class HealthAdvice {
  private static final Pattern STATUS = Pattern.compile("HTTP status ([0-9]{3})");

  private HealthAdvice() {}

  /// @param reason why the newest probe failed, in the probe's words
  /// @param listening where the application listens; empty when nobody can tell
  /// @return one or two sentences, or the empty text
  static String of(
      HealthCheck check, int port, String reason, Optional<List<ListeningPort>> listening) {
    Matcher status = STATUS.matcher(reason);
    if (status.matches()) {
      return forStatus(check.path(), Integer.parseInt(status.group(1)));
    }
    String elsewhere = listening.map(ports -> forPorts(ports, port)).orElse("");
    if (!elsewhere.isEmpty()) {
      return elsewhere;
    }
    if (reason.startsWith("no answer within")) {
      return "The health check waits no longer than its Timeout (%d s; 1 to 20 are possible). Raise it, or let the application answer sooner."
          .formatted(check.timeout().toSeconds());
    }
    if (reason.startsWith("the answer is not HTTP")
        || reason.contains("closed without an answer")) {
      return "Does port %d speak plain HTTP? Set the health check's Protocol to TCP if it speaks something else."
          .formatted(port);
    }
    return "";
  }

  private static String forStatus(String path, int status) {
    String what =
        switch (status) {
          case 400 ->
              "The application refuses the request for %s. Many do that when they do not know the host name that they are asked by; the check uses the instance's address.";
          case 401, 403 ->
              "The application wants a login for %s, and the health check has none. Set the health check's Path to one that answers without.";
          case 404 ->
              "The application has no %s. Set the health check's Path to one that it answers with a status between 200 and 299.";
          case 405 ->
              "The application does not answer GET on %s. Set the health check's Path to one that it answers.";
          default -> {
            if (status >= 300 && status <= 399) {
              yield "The application redirects %s, and redirects count as failures. Set the health check's Path to where it leads.";
            }
            yield status >= 500
                ? "The application fails at %s; its own log should say why."
                : "The health check wants a status between 200 and 299 from %s.";
          }
        };
    return what.formatted(path);
  }

  /// The empty text when the application listens where it should.
  private static String forPorts(List<ListeningPort> listening, int port) {
    if (listening.isEmpty()) {
      return "Your application does not listen on any port. Let it listen on 0.0.0.0:%d."
          .formatted(port);
    }
    Optional<ListeningPort> right = listening.stream().filter(p -> p.port() == port).findFirst();
    if (right.isPresent()) {
      return right.get().loopbackOnly()
          ? "Your application listens on port %1$d only on 127.0.0.1, inside its container, where nobody reaches it. Let it listen on 0.0.0.0:%1$d."
              .formatted(port)
          : "";
    }
    String others =
        listening.stream().map(HealthAdvice::inWords).collect(Collectors.joining(" and "));
    return "Your application listens on port %s, but the service's port is %d. Set Port to %d, or make the application listen on 0.0.0.0:%d."
        .formatted(others, port, listening.getFirst().port(), port);
  }

  private static String inWords(ListeningPort port) {
    return port.port() + (port.loopbackOnly() ? " (only on 127.0.0.1)" : "");
  }
}
