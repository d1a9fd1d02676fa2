package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What engines really answer, and what is made of it.
class FailureTextsTest {
  private static final String NOT_FOUND =
      "Check the StartCommand, which runs without a shell, and the image's ENTRYPOINT and CMD.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manifest for localhost:5000/a:2 not found: manifest unknown: manifest unknown"
            + " | IMAGE_NOT_FOUND",
        "repository localhost:5000/b not found: name unknown | IMAGE_NOT_FOUND",
        "no matching manifest for linux/amd64 in the manifest list entries | IMAGE_NOT_FOUND",
        "pull access denied for x, repository does not exist or may require 'docker login':"
            + " denied: requested access to the resource is denied | REGISTRY_REFUSED",
        "Get \"http://127.0.0.1:5000/v2/a/manifests/1\": no basic auth credentials"
            + " | REGISTRY_REFUSED",
        "Head https://ghcr.io/v2/a/manifests/1: unauthorized | REGISTRY_REFUSED",
        "error parsing HTTP 403 response body: Forbidden | REGISTRY_REFUSED",
        "Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused"
            + " | REGISTRY_UNREACHABLE",
        "Get \"https://nowhere.test/v2/\": dial tcp: lookup nowhere.test: no such host"
            + " | REGISTRY_UNREACHABLE",
        "http: server gave HTTP response to HTTPS client | REGISTRY_UNREACHABLE",
        "x509: certificate signed by unknown authority | REGISTRY_UNREACHABLE",
        "received unexpected HTTP status: 503 Service Unavailable | REGISTRY_FAILING",
        "toomanyrequests: You have reached your pull rate limit. | REGISTRY_FAILING",
        "error parsing HTTP 429 response body: unexpected end of JSON input | REGISTRY_FAILING",
        "Get \"http://127.0.0.1:5000/v2/\": EOF | REGISTRY_FAILING",
        "unexpected EOF | REGISTRY_FAILING",
        "read tcp 127.0.0.1:3->127.0.0.1:5000: read: connection reset by peer | REGISTRY_FAILING",
        "net/http: request canceled (Client.Timeout exceeded) | REGISTRY_UNREACHABLE",
        "failed to register layer: write /bin/a: no space left on device | DISK_FULL",
        "invalid reference format | OTHER",
      })
  void aPullsFailureIsReadFromItsWords(String message, Kind kind) {
    EngineException failure = PullFailure.of("a.test/b:1", message);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("\"a.test/b:1\"").hasMessageEndingWith(").");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "400 | failed to create shim: OCI runtime create failed: unable to start container process:"
            + " exec: \"nope\": executable file not found in $PATH: unknown"
            + " | START_REFUSED | The command \"nope\" was not found in the image. "
            + NOT_FOUND,
        "400 | runc create failed: exec: \"/nope\": stat /nope: no such file or directory: unknown"
            + " | START_REFUSED | The command \"/nope\" was not found in the image. "
            + NOT_FOUND,
        "400 | exec: \"/etc/hosts\": permission denied: unknown | START_REFUSED"
            + " | The command \"/etc/hosts\" may not be executed (permission denied). Check its"
            + " file mode (chmod +x).",
        "500 | crun: setrlimit RLIMIT_NOFILE: Operation not permitted: OCI permission denied"
            + " | START_REFUSED | The container engine could not start the instance:"
            + " crun: setrlimit RLIMIT_NOFILE: Operation not permitted: OCI permission denied",
        "400 | exec /app: exec format error | START_REFUSED"
            + " | The command is not built for this machine's architecture, or is a script without a"
            + " first line that names its interpreter (exec format error).",
        "400 | No command specified | START_REFUSED"
            + " | The image says no command to run, and the service gives no start command. Set StartCommand,"
            + " or CMD in the image.",
        "404 | No such image: sha256:12 | IMAGE_NOT_FOUND"
            + " | The image sha256:12 is no longer on the container engine.",
        "500 | mkdir /var/lib/docker/overlay2/x: no space left on device | DISK_FULL"
            + " | The container engine's disk is full.",
        "500 | something odd | START_REFUSED"
            + " | The container engine could not start the instance: something odd",
      })
  void aStartsFailureIsPutIntoPlainWords(int status, String message, Kind kind, String sentence) {
    EngineException failure = StartFailure.of("sha256:12", new EngineAnswer(status, message));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage(sentence);
  }

  @Test
  void anAnswerIsItsMessageOnOneBoundedLine() {
    String body =
        """
        {"message":"No such\\ncontainer: \\"x\\""}
        """;

    EngineAnswer answer = EngineAnswer.of(new DockerException(body, 404));

    assertThat(answer).isEqualTo(new EngineAnswer(404, "No such container: \"x\""));
    assertThat(EngineAnswer.of(500, "plain").message()).isEqualTo("plain");
    assertThat(EngineAnswer.of(500, "{broken").message()).isEqualTo("{broken");
    assertThat(EngineAnswer.of(500, "x".repeat(10_000)).message()).hasSize(501);
  }
}
