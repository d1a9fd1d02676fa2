package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PullTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void anotherDigestThanAskedForIsRefused() {
    assertThatThrownBy(() -> ImagePull.requireAsked("a.test/b@sha256:1", Optional.of("sha256:2")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("sha256:2");
  }

  @Test
  void aTagMayMeanAnyDigest() {
    assertThatCode(() -> ImagePull.requireAsked("a.test/b:1", Optional.of("sha256:2")))
        .doesNotThrowAnyException();
  }

  @Test
  void whatEachLayerHasPulledIsAddedUp() {
    PullTally tally =
        tally(
            """
            {"status":"Downloading","id":"a","progressDetail":{"current":1000000,"total":4000000}}
            {"status":"Downloading","id":"a","progressDetail":{"current":2000000,"total":4000000}}
            {"status":"Downloading","id":"b","progressDetail":{"current":500000,"total":6000000}}
            {"status":"Download complete","id":"b","progressDetail":{}}
            {"status":"Already exists","id":"c","progressDetail":{}}
            """);

    assertThat(tally.text()).isEqualTo("The image is being pulled: 8 of 10 MB.");
  }

  @Test
  void aLayerThatIsPulledAgainIsToldOnce() {
    tally(
        """
        {"status":"Retrying in 5 seconds","id":"a","progressDetail":{}}
        {"status":"Retrying in 4 seconds","id":"a","progressDetail":{}}
        """);

    assertThat(told)
        .containsExactly("A part of the image (a) did not arrive whole and is pulled again.");
  }

  private PullTally tally(String steps) {
    PullTally tally = new PullTally(told::add);
    steps.lines().forEach(step -> tally.add(JsonMapper.shared().readTree(step)));
    return tally;
  }
}
