package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.DockerfileRequest;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class DockerfileBuildsIT {
  @TempDir Path tree;
  private BuildBed bed;

  @BeforeEach
  void open() {
    var _ = SampleImage.id();
    bed = BuildBed.open(tree);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void anImageComesOfADockerfile() throws Exception {
    bed.file("page.txt", "content\n");
    DockerfileRequest request =
        bed.dockerfile(
            """
            FROM pacer-test-sample:1
            ARG WHO
            COPY page.txt /page.txt
            RUN echo "hello $WHO" > /greeting; echo printed
            """);

    BuiltImage image = bed.build(request);

    assertThat(bed.output(image, "cat /page.txt /greeting"))
        .containsExactly("content", "hello world");
    assertThat(bed.lines()).contains("printed").anyMatch(line -> line.startsWith("Step 1/"));
    assertThat(configuration(image).getLabels())
        .containsEntry("dev.pacer.test", "build")
        .containsEntry(Labels.INSTALLATION, bed.installation());
  }

  @Test
  void aStepThatFailsIsNamedAndLeavesNothing() throws Exception {
    DockerfileRequest request =
        bed.dockerfile("FROM pacer-test-sample:1\nRUN echo first > /a\nRUN exit 9\n");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            failure -> assertThat(failure.phase()).isEqualTo("Dockerfile"))
        .hasMessageContaining("at step 3/")
        .hasMessageContaining("RUN exit 9")
        .hasMessageContaining("non-zero code: 9");
    assertThat(unnamedImages()).isEmpty();
    assertThat(containersOfBuilds()).isEmpty();
  }

  @Test
  void aDockerfileThatIsNotOneIsSaid() throws Exception {
    DockerfileRequest request = bed.dockerfile("FROM pacer-test-sample:1\nNONSENSE\n");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("NONSENSE");
  }

  @Test
  void aDockerfileThatIsNotThereIsSaid() throws Exception {
    DockerfileRequest request = bed.dockerfile("FROM pacer-test-sample:1\n");
    Files.delete(tree.resolve("Dockerfile"));

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("Dockerfile");
  }

  @Test
  void aBuildThatTakesTooLongIsEnded() throws Exception {
    DockerfileRequest request =
        bed.dockerfile(
            bed.owner(),
            "FROM pacer-test-sample:1\nRUN sleep 600\n",
            new BuildLimits(Duration.ofSeconds(6), 1024, 64, 64, 1, 50));

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage("The build took longer than its limit of 6 s.");
    assertThat(containersOfBuilds()).isEmpty();
  }

  @Test
  void anInterruptEndsTheBuild() throws Exception {
    DockerfileRequest request =
        bed.dockerfile("FROM pacer-test-sample:1\nRUN echo begun; sleep 600\n");
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread builder =
        Thread.ofVirtual()
            .start(() -> {
              try {
                bed.build(request);
              } catch (Exception failure) {
                end.set(failure);
              }
            });
    await().atMost(DockerBed.LONG).until(() -> bed.lines().contains("begun"));

    builder.interrupt();
    builder.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(containersOfBuilds()).isEmpty();
  }

  @Test
  void whatIsIgnoredIsNotSent() throws Exception {
    bed.file("keep/a.txt", "");
    bed.file("drop/b.txt", "");
    bed.file("drop/c.txt", "");
    bed.file(".dockerignore", "drop\n!drop/c.txt\n.dockerignore\nDockerfile\n");

    BuiltImage image = bed.build(bed.dockerfile("FROM pacer-test-sample:1\nCOPY . /all/\n"));

    assertThat(bed.output(image, "cd /all; find . -type f | sort"))
        .containsExactly("./drop/c.txt", "./keep/a.txt");
  }

  @Test
  void layersAreUsedAgainForTheirOwnerOnly() throws Exception {
    String text = "FROM pacer-test-sample:1\nRUN cat /proc/sys/kernel/random/uuid > /once\n";
    String owner = bed.owner();
    BuiltImage first = bed.build(bed.dockerfile(owner, text, BuildBed.LIMITS));

    BuiltImage again = bed.build(bed.dockerfile(owner, text, BuildBed.LIMITS));
    BuiltImage other = bed.build(bed.dockerfile(bed.owner(), text, BuildBed.LIMITS));

    List<String> once = bed.output(first, "cat /once");
    assertThat(bed.output(again, "cat /once")).isEqualTo(once);
    assertThat(bed.output(other, "cat /once")).isNotEqualTo(once);
  }

  @Test
  void stagesThatAreNotPartOfTheResultAreRemoved() throws Exception {
    BuiltImage image =
        bed.build(
            bed.dockerfile(
                """
                FROM pacer-test-sample:1 AS first
                RUN echo made > /made
                FROM pacer-test-sample:1
                COPY --from=first /made /taken
                """));

    assertThat(bed.output(image, "cat /taken")).containsExactly("made");
    assertThat(unnamedImages()).allMatch(id -> isBelow(image.id(), id));
  }

  @Test
  void tooMuchMemoryFails() throws Exception {
    DockerfileRequest request =
        bed.dockerfile(
            "FROM pacer-test-sample:1\nRUN head -c 200m /dev/zero | tail -c 150m > /dev/null\n");

    assertThatThrownBy(() -> bed.build(request)).isInstanceOf(BuildFailedException.class);
  }

  @Test
  void oneFileThatIsTooLargeFails() throws Exception {
    DockerfileRequest request =
        bed.dockerfile("FROM pacer-test-sample:1\nRUN dd if=/dev/zero of=/large bs=1M count=500\n");

    assertThatThrownBy(() -> bed.build(request)).isInstanceOf(BuildFailedException.class);
  }

  @Test
  void aLinkThatLeavesTheContextBringsNothingOfThisMachine() throws Exception {
    Path outside = Files.createTempFile("outside", ".txt");
    Files.writeString(outside, "of this machine");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    DockerfileRequest request =
        bed.dockerfile("FROM pacer-test-sample:1\nCOPY . /all/\nRUN cat /all/link || true\n");

    try {
      bed.build(request);
    } finally {
      Files.delete(outside);
    }

    assertThat(bed.lines()).noneMatch(line -> line.contains("of this machine"));
  }

  @Test
  void aPrivilegedThingIsNotDone() throws Exception {
    bed.build(
        bed.dockerfile(
            "FROM pacer-test-sample:1\n"
                + "RUN mount -t tmpfs none /mnt 2>/dev/null && echo it mounts || echo no"
                + " mounts\n"));

    assertThat(bed.lines()).contains("no mounts").doesNotContain("it mounts");
  }

  private static ContainerConfig configuration(BuiltImage image) {
    return Objects.requireNonNull(
        LocalEngine.get().client().inspectImageCmd(image.id()).exec().getConfig());
  }

  /// Ids that the log names and that have no name themselves, of those that are still there.
  private List<String> unnamedImages() {
    return bed.lines().stream()
        .filter(line -> line.matches(" ---> [0-9a-f]{12}"))
        .map(line -> line.substring(6))
        .filter(DockerfileBuildsIT::hasNoName)
        .toList();
  }

  private static boolean hasNoName(String id) {
    try {
      List<String> names = LocalEngine.get().client().inspectImageCmd(id).exec().getRepoTags();
      return names == null || names.isEmpty();
    } catch (NotFoundException _) {
      return false;
    }
  }

  private static boolean isBelow(String image, String ancestor) {
    String current = image;
    while (current != null && !current.isEmpty()) {
      if (current.startsWith("sha256:" + ancestor)) {
        return true;
      }
      current = LocalEngine.get().client().inspectImageCmd(current).exec().getParent();
    }
    return false;
  }

  private static List<String> containersOfBuilds() {
    return LocalEngine.get().client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container -> isOnNetworkOfBuilds(container))
        .map(Container::getId)
        .toList();
  }

  private static boolean isOnNetworkOfBuilds(Container container) {
    var settings = container.getNetworkSettings();
    return settings != null && settings.getNetworks().containsKey(InstanceNetwork.OF_BUILDS);
  }
}
