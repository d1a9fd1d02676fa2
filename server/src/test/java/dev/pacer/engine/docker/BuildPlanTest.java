package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.BuildRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BuildPlanTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final BuildLimits LIMITS =
      new BuildLimits(Duration.ofSeconds(10), 1024, 64, 64, 1, 50);

  @ParameterizedTest
  @CsvSource({
    "x, owner, /app, /cache",
    ID + ", Owner/../x, /app, /cache",
    ID + ", '', /app, /cache",
    ID + ", owner, /, /cache",
    ID + ", owner, /app/../etc, /cache",
    ID + ", owner, /application, /cache",
    ID + ", owner, /app, cache",
    ID + ", owner, /app, /",
    ID + ", owner, /app, /cache/../etc"
  })
  void aRequestThatIsNotOneIsRefused(String id, String owner, String folder, String cache) {
    BuildRequest request = request(id, owner, folder, cache);

    assertThatThrownBy(() -> new BuildPlan(request, "installation"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cachesOfOthersAreOtherVolumes() {
    List<String> volumes =
        List.of(
            new BuildCaches("one", "a").volume("/cache"),
            new BuildCaches("one", "b").volume("/cache"),
            new BuildCaches("two", "a").volume("/cache"),
            new BuildCaches("one", "a").volume("/other"));

    assertThat(volumes).doesNotHaveDuplicates();
    assertThat(new BuildCaches("one", "a").volume("/cache")).isEqualTo(volumes.getFirst());
  }

  @Test
  void theImageHasNoCommandOfTheBuild() {
    BuildPlan plan = new BuildPlan(request(ID, "owner", "/app/web", "/cache"), "installation");

    assertThat(plan.imageConfiguration())
        .contains("\"WorkingDir\":\"/app/web\"")
        .contains("\"Entrypoint\":[]")
        .contains("\"8080/tcp\":{}")
        .contains("\"dev.pacer.build\":\"\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1   |                                   | Build: the command \"make\" failed with exit"
            + " code 1.",
        "137 |                                   | Build: the command \"make\" failed with exit"
            + " code 137: it was killed.",
        "1   | oom_kill 0                        | Build: the command \"make\" failed with exit"
            + " code 1.",
        "137 | oom_kill 2                        | Build: the command \"make\" failed with exit"
            + " code 137: it used more memory than the limit of 64 MiB.",
        "2   | pids max 3                        | Build: the command \"make\" failed with exit"
            + " code 2: it ran more processes than the limit of 50.",
        "2   | sh: can't fork: Resource temporarily unavailable | Build: the command \"make\""
            + " failed with exit code 2: it ran more processes than the limit of 50.",
        "2   | pids max 0                        | Build: the command \"make\" failed with exit"
            + " code 2."
      })
  void theReasonOfAFailureIsTold(int exitCode, @Nullable String hits, String message) {
    String told = Objects.requireNonNullElse(hits, "");

    assertThat(CommandFailure.text("Build", "make", exitCode, told, LIMITS)).isEqualTo(message);
  }

  private static BuildRequest request(String id, String owner, String folder, String cache) {
    return new BuildRequest(
        id,
        owner,
        "image",
        Path.of("tree"),
        folder,
        List.of(),
        Map.of(),
        List.of(),
        Set.of(cache),
        LIMITS,
        "tag:1",
        8080,
        Map.of());
  }
}
