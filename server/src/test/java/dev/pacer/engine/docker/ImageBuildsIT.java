package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.ContainerConfig;
import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.BuildRequest;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ImageBuildsIT {
  @TempDir Path tree;
  private BuildBed bed;

  @BeforeEach
  void open() {
    bed = BuildBed.open(tree);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void anImageThatWasBuiltServes() throws Exception {
    bed.file("page.txt", "hello from source\n");

    BuiltImage image = bed.build(bed.commands("mkdir -p out", "cp page.txt out/index.html"));

    InstanceHandle instance =
        bed.engine()
            .start(BuildBed.instance(image, "/bin/sh", "-c", "exec httpd -f -h /app/out -p $PORT"));
    await()
        .atMost(DockerBed.LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(page(instance)).isEqualTo("hello from source\n"));
  }

  @Test
  void theLogHasCommandsAndWhatTheyPrint() throws Exception {
    bed.build(bed.commands("echo one; echo two >&2", "echo three"));

    assertThat(bed.lines())
        .startsWith("[Build] $ echo one; echo two >&2")
        .contains("one", "two")
        .endsWith("[Build] $ echo three", "three");
  }

  @Test
  void theFirstCommandThatFailsEndsTheBuild() {
    BuildRequest request = bed.commands("echo before", "exit 7", "echo after");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOfSatisfying(
            BuildFailedException.class, failure -> assertThat(failure.phase()).isEqualTo("Build"))
        .hasMessage("Build: the command \"exit 7\" failed with exit code 7.");
    assertThat(bed.lines()).contains("before").doesNotContain("after");
    assertThat(bed.images()).isEmpty();
  }

  @Test
  void aCommandThatIsNotThereIsNamed() {
    BuildRequest request = bed.commands("no-such-tool --help");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("no-such-tool --help")
        .hasMessageContaining("127");
    assertThat(bed.lines()).anyMatch(line -> line.contains("not found"));
  }

  @Test
  void aBaseImageThatIsNotThereIsSaid() {
    BuildRequest request = bed.commands("true");
    BuildRequest elsewhere =
        new BuildRequest(
            request.id(),
            request.owner(),
            "pacer-test-nothing:1",
            tree,
            "/app",
            List.of(),
            Map.of(),
            request.phases(),
            request.caches(),
            request.limits(),
            request.tag(),
            8080,
            Map.of());

    assertThatThrownBy(() -> bed.build(elsewhere))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.IMAGE_NOT_FOUND));
  }

  @Test
  void aBuildThatTakesTooLongIsEnded() {
    BuildRequest request =
        BuildBed.with(bed.commands("sleep 600"), limits(Duration.ofSeconds(3), 64, 64, 50));

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage("The build took longer than its limit of 3 s.");
    assertThat(bed.buildContainers()).isEmpty();
  }

  @Test
  void tooMuchMemoryIsSaid() {
    BuildRequest request = bed.commands("head -c 200m /dev/zero | tail -c 150m | wc -c; exit 3");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("more memory than the limit of 64 MiB");
  }

  @Test
  void aForkBombIsBounded() {
    BuildRequest request =
        BuildBed.with(
            bed.commands("bomb() { bomb & bomb & sleep 600; }; bomb; sleep 600"),
            limits(Duration.ofSeconds(8), 64, 64, 20));

    assertThatThrownBy(() -> bed.build(request)).isInstanceOf(BuildFailedException.class);
    assertThat(bed.buildContainers()).isEmpty();
  }

  @Test
  void tooManyProcessesAreSaid() {
    BuildRequest request =
        BuildBed.with(
            bed.commands("for i in $(seq 40); do sleep 3 & done; wait; exit 3"),
            limits(Duration.ofSeconds(60), 64, 64, 20));

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("more processes than the limit of 20");
  }

  @Test
  void oneFileThatIsTooLargeEndsTheBuild() {
    BuildRequest request = bed.commands("dd if=/dev/zero of=/large bs=1M count=500");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage("The build wrote as much as its limit of 64 MiB of disk.");
  }

  @Test
  void manyFilesThatAreTooLargeEndTheBuild() {
    BuildRequest request =
        bed.commands(
            "for i in $(seq 100); do dd if=/dev/zero of=/large$i bs=1M count=10; done; sleep 600");

    assertThatThrownBy(() -> bed.build(request))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage("The build wrote as much as its limit of 64 MiB of disk.");
  }

  @Test
  void aTreeThatIsTooLargeEndsTheBuild() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(tree.resolve("large").toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }

    assertThatThrownBy(() -> bed.build(bed.commands("true")))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("source code is larger");
  }

  @Test
  void outputIsDroppedAfterItsLimitAndTheBuildGoesOn() throws Exception {
    BuiltImage image = bed.build(bed.commands("yes | head -c 30m", "echo done > result"));

    assertThat(bed.output(image, "cat /app/result")).containsExactly("done");
    assertThat(bed.lines()).hasSizeLessThan(600_000);
    assertThat(bed.lines())
        .endsWith(
            "The build printed more than 1 MiB; what follows is dropped.",
            "[Build] $ echo done > result");
  }

  @Test
  void aLineWithoutEndIsCutIntoPieces() throws Exception {
    bed.build(bed.commands("head -c 100000 /dev/zero | tr '\\0' x"));

    assertThat(bed.lines()).hasSize(1 + 7).allMatch(line -> line.length() <= 16 * 1024);
  }

  @Test
  void aProcessThatStaysBehindDoesNotHoldTheBuildUp() throws Exception {
    BuiltImage image = bed.build(bed.commands("sleep 600 & echo started", "echo next"));

    assertThat(image.id()).startsWith("sha256:");
    assertThat(bed.lines()).contains("started", "next");
    assertThat(bed.buildContainers()).isEmpty();
  }

  @Test
  void anInterruptEndsTheBuild() throws Exception {
    BuildRequest request = bed.commands("echo begun", "sleep 600");
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
    assertThat(bed.buildContainers()).isEmpty();
    assertThat(bed.images()).isEmpty();
  }

  @Test
  void aCacheLastsForItsOwnerOnlyAndIsNotInTheImage() throws Exception {
    String owner = bed.owner();
    BuiltImage image =
        bed.build(
            BuildBed.cached(bed.commands("echo kept > /root/.cache/x"), owner, "/root/.cache"));

    bed.build(
        BuildBed.cached(bed.commands("echo own $(cat /root/.cache/x)"), owner, "/root/.cache"));
    bed.build(
        BuildBed.cached(
            bed.commands("echo other $(ls /root/.cache | wc -l)"), bed.owner(), "/root/.cache"));

    assertThat(bed.lines()).contains("own kept", "other 0");
    assertThat(bed.output(image, "ls -A /root/.cache | wc -l")).containsExactly("0");
  }

  @Test
  void aCacheThatIsForgottenIsGone() throws Exception {
    String owner = bed.owner();
    bed.build(BuildBed.cached(bed.commands("echo kept > /cache/x"), owner, "/cache"));

    bed.builder().forget(owner);

    bed.build(BuildBed.cached(bed.commands("echo now $(ls /cache | wc -l)"), owner, "/cache"));
    assertThat(bed.lines()).contains("now 0");
  }

  @Test
  void filesAreThereAndThoseOnlyForTheBuildAreNotInTheImage() throws Exception {
    BuildRequest request =
        BuildBed.with(
            bed.commands("cat /etc/secret/token", "cat /etc/settings"),
            List.of(
                new BuildRequest.File("/etc/secret/token", bytes("for the build\n"), true),
                new BuildRequest.File("/etc/settings", bytes("for ever\n"), false)));

    BuiltImage image = bed.build(request);

    assertThat(bed.lines()).contains("for the build", "for ever");
    assertThat(bed.output(image, "ls /etc/secret; cat /etc/settings")).containsExactly("for ever");
  }

  @Test
  void theEnvironmentOfCommandsIsNotInTheImage() throws Exception {
    BuildRequest request =
        BuildBed.with(bed.commands("echo \"it is $SECRET\""), Map.of("SECRET", "a b$c"));

    BuiltImage image = bed.build(request);

    assertThat(bed.lines()).contains("it is a b$c");
    assertThat(bed.output(image, "env")).noneMatch(line -> line.contains("SECRET"));
    assertThat(LocalEngine.get().client().inspectImageCmd(image.id()).exec().toString())
        .doesNotContain("SECRET");
  }

  @Test
  void theImageSaysWhatItIs() throws Exception {
    BuiltImage image = bed.build(bed.commands("true"));

    ContainerConfig config =
        Objects.requireNonNull(
            LocalEngine.get().client().inspectImageCmd(image.id()).exec().getConfig());
    assertThat(config.getWorkingDir()).isEqualTo("/app");
    assertThat(config.getEntrypoint()).isNullOrEmpty();
    assertThat(config.getCmd()).isNullOrEmpty();
    assertThat(config.getExposedPorts()).extracting(Object::toString).containsExactly("8080/tcp");
    assertThat(config.getLabels())
        .containsEntry("dev.pacer.test", "build")
        .containsEntry(Labels.BUILD, "");
  }

  @Test
  void linksOfTheTreeStayLinksAndModesAreKept() throws Exception {
    bed.file("run.sh", "#!/bin/sh\necho ran\n");
    assertThat(tree.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(tree.resolve("link"), Path.of("run.sh"));
    Files.createSymbolicLink(tree.resolve("out"), Path.of("/etc/hostname"));

    bed.build(bed.commands("readlink link", "readlink out", "./link", "stat -c '%u %g %a' run.sh"));

    assertThat(bed.lines()).contains("run.sh", "/etc/hostname", "ran", "0 0 755");
  }

  @Test
  void commandsOfOneShellShareItsState() throws Exception {
    bed.build(
        bed.phases(
            new BuildRequest.Phase(
                "Pre", List.of("cd /www; NAME=\"it's\"", "echo \"$NAME in $PWD\""), true, true)));

    assertThat(bed.lines())
        .containsExactly(
            "[Pre] $ cd /www; NAME=\"it's\"", "[Pre] $ echo \"$NAME in $PWD\"", "it's in /www");
  }

  @Test
  void commandsOfOneShellEndWithTheFirstThatFails() {
    BuildRequest request =
        bed.phases(
            new BuildRequest.Phase(
                "Pre", List.of("printf partial", "false", "echo after"), true, true));

    assertThatThrownBy(() -> bed.build(request))
        .hasMessage("Pre: the command \"false\" failed with exit code 1.");
    assertThat(bed.lines()).contains("partial", "[Pre] $ false").doesNotContain("after");
  }

  @Test
  void commandsOfTheirOwnShellsBeginAnew() throws Exception {
    bed.build(bed.commands("cd /www", "echo in $PWD"));

    assertThat(bed.lines()).contains("in /app");
  }

  @Test
  void bashIsPreferredWhereTheImageHasIt() throws Exception {
    bed.build(
        bed.commands(
            "printf '#!/bin/sh\\necho bash got $2' > /bin/bash; chmod 755 /bin/bash", "anything"));

    assertThat(bed.lines()).contains("bash got anything");
  }

  @Test
  void packageManagersMayDoWhatTheyDoAsRoot() throws Exception {
    bed.build(
        bed.commands(
            "echo x > /owned && chown 1000:1000 /owned && chmod 4755 /owned && chown 0:0 /owned",
            "mkdir -m 700 /private && chown 33:33 /private && touch /private/x",
            "echo '_apt:x:100:65534::/:/bin/sh' >> /etc/passwd; echo root:x:0: >> /etc/group;"
                + " su -s /bin/sh _apt -c 'id -u'"));

    assertThat(bed.lines()).contains("100");
  }

  @Test
  void whatAPhaseOutsideTheImageDoesIsThrownAway() throws Exception {
    BuildRequest request =
        bed.phases(
            new BuildRequest.Phase("Build", List.of("echo 1 > a"), false, true),
            new BuildRequest.Phase(
                "Test", List.of("cat a", "echo 2 > a; echo 3 > b"), false, false),
            new BuildRequest.Phase("Post", List.of("echo a is $(cat a)"), false, true));

    BuiltImage image = bed.build(request);

    assertThat(bed.lines()).contains("1", "a is 1");
    assertThat(bed.output(image, "ls /app")).containsExactly("a");
    assertThat(bed.images()).containsExactly(image.id());
  }

  @Test
  void nothingOfTheHostIsWithinReach() throws Exception {
    bed.build(
        bed.commands(
            "ls /var/run/docker.sock /run/docker.sock 2>/dev/null | wc -l",
            "mount -t tmpfs none /mnt 2>/dev/null && echo mounts || echo no mounts",
            "mknod /disk b 8 0 2>/dev/null && echo devices || echo no devices",
            "chroot / true 2>/dev/null && echo roots || echo no roots"));

    assertThat(bed.lines()).contains("0", "no mounts", "no devices", "no roots");
  }

  @Test
  void instancesAreOutOfReach() throws Exception {
    InstanceHandle instance =
        bed.engine().start(DockerBed.spec(List.of(), new ResourceLimits(256, 512)));
    await()
        .atMost(DockerBed.LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(page(instance)).contains("sample"));
    String address =
        ((InstanceState.Running) bed.engine().inspect(instance).orElseThrow())
            .address()
            .getAddress()
            .getHostAddress();

    bed.build(
        bed.commands(
            "timeout 2 wget -q -O - http://%s:8080/ && echo reached || echo out of reach"
                .formatted(address)));

    assertThat(bed.lines()).contains("out of reach").doesNotContain("reached");
  }

  @Test
  void whatAServerThatDiedLeftIsRemoved() throws Exception {
    String id = leftover();

    bed.builder().removeLeftovers(Instant.now().minus(Duration.ofHours(1)));
    assertThat(bed.buildContainers()).containsExactly("/pacer-build-" + id);

    bed.builder().removeLeftovers(Instant.now().plus(Duration.ofSeconds(5)));
    assertThat(bed.buildContainers()).isEmpty();
  }

  @Test
  void aBuildRemovesWhatIsLeftOfItself() throws Exception {
    BuildRequest request = bed.commands("true");
    leftover(request.id());

    BuiltImage image = bed.build(request);

    assertThat(bed.images()).containsExactly(image.id());
  }

  @Test
  void leftoversAreNeverInstancesOrResults() throws Exception {
    BuiltImage image = bed.build(bed.commands("true"));
    InstanceHandle instance =
        bed.engine().start(BuildBed.instance(image, "/bin/sh", "-c", "sleep 600"));

    bed.builder().removeLeftovers(Instant.now().plus(Duration.ofSeconds(5)));
    bed.builder().removeImage(image.id());

    assertThat(bed.engine().inspect(instance)).get().isInstanceOf(InstanceState.Running.class);
    assertThat(bed.images()).containsExactly(image.id());
  }

  @Test
  void aFailedPhaseOutsideTheImageLeavesNothing() {
    BuildRequest request =
        bed.phases(new BuildRequest.Phase("Test", List.of("false"), false, false));

    assertThatThrownBy(() -> bed.build(request)).isInstanceOf(BuildFailedException.class);

    assertThat(bed.buildContainers()).isEmpty();
    assertThat(bed.images()).isEmpty();
  }

  private String leftover() {
    String id = DockerBed.randomId();
    leftover(id);
    return id;
  }

  private void leftover(String id) {
    LocalEngine.get()
        .client()
        .createContainerCmd(SampleImage.id())
        .withName("pacer-build-" + id)
        .withLabels(Map.of(Labels.INSTALLATION, bed.installation(), Labels.BUILD, id))
        .exec();
  }

  private String page(InstanceHandle instance) {
    InstanceState.Running running =
        (InstanceState.Running) bed.engine().inspect(instance).orElseThrow();
    return Fetch.body(running.address(), "/index.html");
  }

  private static BuildLimits limits(Duration time, int memory, int disk, int processes) {
    return new BuildLimits(time, 1024, memory, disk, 1, processes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
