package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.engine.EngineException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerSettingsTest {

  @Test
  void theEnvironmentsHostExcludesAllOthers() {
    assertThat(DockerSettings.usualHosts(Optional.of("tcp://127.0.0.1:2375"), Optional.of("/run")))
        .containsExactly(URI.create("tcp://127.0.0.1:2375"));
  }

  @Test
  void otherwiseDockerComesBeforePodmanAndTheMachineBeforeTheUser() {
    assertThat(DockerSettings.usualHosts(Optional.of(" "), Optional.of("/run/user/1000")))
        .containsExactly(
            URI.create("unix:///var/run/docker.sock"),
            URI.create("unix:///run/podman/podman.sock"),
            URI.create("unix:///run/user/1000/podman/podman.sock"));
    assertThat(DockerSettings.usualHosts(Optional.empty(), Optional.empty())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:///nowhere/one.sock", "tcp://127.0.0.1:1"})
  void anEngineThatNoHostLeadsToIsUnavailableAndNamesTheHosts(String host) {
    try (DockerEngine engine =
        DockerEngine.connect(DockerSettings.of("test", List.of(URI.create(host)), false))) {
      assertThatThrownBy(engine::info)
          .isInstanceOfSatisfying(
              EngineException.class,
              failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.UNAVAILABLE))
          .hasMessageContaining(host);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "ftp://a.test", "unix:x", "unix://host/path", "tcp://a", "ssh://a@b"})
  void whatIsNoHostOfAnEngineIsRefusedAtOnce(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerSettings.of("test", List.of(URI.create(host)), false))
        .withMessageContaining(host);
  }

  @ParameterizedTest
  @CsvSource({
    "a:1, a, a:1",
    "localhost:5000/a, localhost:5000/a, localhost:5000/a",
    "localhost:5000/a:1, localhost:5000/a, localhost:5000/a:1",
    "h.test/a@sha256:12, h.test/a, h.test/a@sha256:12",
    "h.test:1/a:2@sha256:12, h.test:1/a, h.test:1/a@sha256:12",
  })
  void namesArePinnedByDigestAlone(String reference, String repository, String asked) {
    assertThat(ImagePull.repository(reference)).isEqualTo(repository);
    assertThat(ImagePull.withoutNeedlessTag(reference)).isEqualTo(asked);
  }
}
