package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.ListeningPort;
import dev.pacer.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What users read when a deployment fails: what happened comes first, in App Runner's words, then what
/// to try.
class FailureTextsTest {
  private static final Optional<List<ListeningPort>> UNKNOWN = Optional.empty();

  static Stream<Arguments> healthChecks() {
    return Stream.of(
        argumentSet(
            "another port",
            "connection refused",
            ports(new ListeningPort(3000, false)),
            "Your application listens on port 3000, but the service's port is 8080. Set Port to"
                + " 3000, or make the application listen on 0.0.0.0:8080."),
        argumentSet(
            "another port, on loopback",
            "connection refused",
            ports(new ListeningPort(3000, true)),
            "Your application listens on port 3000 (only on 127.0.0.1), but the service's port is"
                + " 8080. Set Port to 3000, or make the application listen on 0.0.0.0:8080."),
        argumentSet(
            "two other ports",
            "connection refused",
            ports(new ListeningPort(3000, false), new ListeningPort(9090, false)),
            "Your application listens on port 3000 and 9090, but the service's port is 8080. Set"
                + " Port to 3000, or make the application listen on 0.0.0.0:8080."),
        argumentSet(
            "another port behind a published one, which accepts and closes",
            "the connection was closed without an answer",
            ports(new ListeningPort(3000, false)),
            "Your application listens on port 3000, but the service's port is 8080. Set Port to"
                + " 3000, or make the application listen on 0.0.0.0:8080."),
        argumentSet(
            "the right port on loopback",
            "connection refused",
            ports(new ListeningPort(8080, true)),
            "Your application listens on port 8080 only on 127.0.0.1, inside its container, where"
                + " nobody reaches it. Let it listen on 0.0.0.0:8080."),
        argumentSet(
            "no port",
            "connection refused",
            ports(),
            "Your application does not listen on any port. Let it listen on 0.0.0.0:8080."),
        argumentSet("refused, who knows why", "connection refused", UNKNOWN, ""),
        argumentSet(
            "too slow",
            "no answer within 2 s",
            ports(new ListeningPort(8080, false)),
            "The health check waits no longer than its Timeout (2 s; 1 to 20 are possible). Raise"
                + " it, or let the application answer sooner."),
        argumentSet(
            "not HTTP",
            "the answer is not HTTP/1.1",
            UNKNOWN,
            "Does port 8080 speak plain HTTP? Set the health check's Protocol to TCP if it speaks"
                + " something else."),
        argumentSet(
            "404",
            "HTTP status 404",
            UNKNOWN,
            "The application has no /up. Set the health check's Path to one that it answers with a"
                + " status between 200 and 299."),
        argumentSet(
            "401",
            "HTTP status 401",
            UNKNOWN,
            "The application wants a login for /up, and the health check has none. Set the health"
                + " check's Path to one that answers without."),
        argumentSet(
            "302",
            "HTTP status 302",
            UNKNOWN,
            "The application redirects /up, and redirects count as failures. Set the health check's"
                + " Path to where it leads."),
        argumentSet(
            "400",
            "HTTP status 400",
            UNKNOWN,
            "The application refuses the request for /up. Many do that when they do not know the"
                + " host name that they are asked by; the check uses the instance's address."),
        argumentSet(
            "405",
            "HTTP status 405",
            UNKNOWN,
            "The application does not answer GET on /up. Set the health check's Path to one that it"
                + " answers."),
        argumentSet(
            "500",
            "HTTP status 500",
            UNKNOWN,
            "The application fails at /up; its own log should say why."),
        argumentSet(
            "418",
            "HTTP status 418",
            UNKNOWN,
            "The health check wants a status between 200 and 299 from /up."));
  }

  @ParameterizedTest
  @MethodSource("healthChecks")
  void aFailedHealthCheckTellsItsResultAndWhatToTry(
      String reason, Optional<List<ListeningPort>> listening, String advice) {
    assertThat(FailureTexts.neverHealthy(check(), 8080, reason, listening))
        .isEqualTo(
            "Health check failed on protocol `HTTP`[Path: '/up'], [Port: '8080']. Check your"
                + " configured port number. For more information, see the application logs. Last"
                + " result: "
                + reason
                + "."
                + (advice.isEmpty() ? "" : " " + advice));
  }

  static Stream<Arguments> exits() {
    return Stream.of(
        argumentSet("unknown code", 3, false, List.of(), ""),
        argumentSet("last line", 3, false, List.of("a", " no db "), ". It wrote last: no db"),
        argumentSet(
            "0",
            0,
            false,
            List.of(),
            ". It ended by itself, without an error. A service has to go on running: start its"
                + " server in the foreground."),
        argumentSet(
            "126",
            126,
            false,
            List.of("sh: /run.sh: Permission denied"),
            ". The code 126 stands for a command that was found but may not be executed. Check its"
                + " file mode (chmod +x) and its first line. It wrote last: sh: /run.sh: Permission"
                + " denied"),
        argumentSet(
            "127",
            127,
            false,
            List.of(),
            ". The code 127 stands for a command that was not found. Check the StartCommand and the"
                + " programs that the image's scripts call."),
        argumentSet(
            "137",
            137,
            false,
            List.of(),
            ". The code 137 stands for SIGKILL: somebody killed it, or the machine was out of"
                + " memory."),
        argumentSet(
            "139",
            139,
            false,
            List.of(),
            ". The code 139 stands for SIGSEGV: the program crashed in native code."),
        argumentSet(
            "143",
            143,
            false,
            List.of(),
            ". The code 143 stands for SIGTERM: it was asked to end, from inside its container or by"
                + " somebody on the machine."),
        argumentSet("134", 134, false, List.of(), ". The code 134 stands for the signal 6."),
        argumentSet("255", 255, false, List.of(), ""),
        argumentSet(
            "memory",
            137,
            true,
            List.of("allocating"),
            ". It was killed for using more memory than the instance has (512 MB). Raise Memory in"
                + " InstanceConfiguration, or let the application use less."),
        argumentSet(
            "architecture",
            255,
            false,
            List.of("exec /app: exec format error"),
            ". Its program is built for another processor architecture than this machine's."));
  }

  @ParameterizedTest
  @MethodSource("exits")
  void anApplicationThatEndedTellsItsExitCodeAndWhatToTry(
      int code, boolean outOfMemory, List<String> lines, String rest) {
    assertThat(FailureTexts.exited(code, outOfMemory, 512, lines))
        .isEqualTo(
            "Your application stopped or failed to start. See logs for more information. "
                + " Container exit code: "
                + code
                + rest);
  }

  @Test
  void aLongLastLineIsCut() {
    assertThat(FailureTexts.exited(1, false, 512, List.of("x".repeat(10_000))))
        .hasSizeLessThan(500)
        .endsWith("x…");
  }

  @ParameterizedTest
  @EnumSource(EngineException.Kind.class)
  void aFailedPullBeginsWithAppRunnersSentenceAndTellsTheReason(EngineException.Kind kind) {
    assertThat(FailureTexts.pull(new EngineException(kind, "Because.")))
        .startsWith("Failed to pull your application image.")
        .contains(" Because.");
  }

  @ParameterizedTest
  @EnumSource(EngineException.Kind.class)
  void aFailedStartBeginsWithAppRunnersSentenceAndTellsTheReason(EngineException.Kind kind) {
    assertThat(FailureTexts.start(new EngineException(kind, "Because.")))
        .startsWith(
            "Your application stopped or failed to start. See logs for more information. Because.");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "DISK_FULL", "IMAGE_NOT_FOUND"})
  void whatTheEngineDoesNotSayItselfIsAdvisedHere(EngineException.Kind kind) {
    assertThat(FailureTexts.pull(new EngineException(kind, "Because.")))
        .doesNotEndWith(" Because.");
  }

  @Test
  void anImageForAnotherArchitectureIsToldHowToBuildIt() {
    assertThat(FailureTexts.wrongArchitecture("arm64", "amd64"))
        .isEqualTo(
            "Failed to copy the image from ECR. The image is built for arm64, but instances run on"
                + " amd64. Build it for linux/amd64 (docker build --platform linux/amd64).");
  }

  private static HealthCheck check() {
    return new HealthCheck(
        HealthCheck.Protocol.HTTP, "/up", Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 5);
  }

  private static Optional<List<ListeningPort>> ports(ListeningPort... ports) {
    return Optional.of(List.of(ports));
  }
}
