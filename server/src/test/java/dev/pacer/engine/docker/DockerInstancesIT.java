package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.ListeningPort;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.testing.CollectedLines;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is Docker's own about instances: limits, hardening, network, the ways to end.
class DockerInstancesIT {
  private final DockerBed bed = DockerBed.open();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aStartThatHasBegunIsFinishedThoughItsCallerIsInterrupted() {
    bed.engine().start(DockerBed.script("exec sleep 60"));
    Thread.currentThread().interrupt();

    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 60"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(bed.engine().owned()).extracting(OwnedInstance::handle).contains(handle).hasSize(2);
  }

  @Test
  void limitsAndHardeningAreAskedOfTheEngine() {
    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 600"));

    HostConfig host = raw(handle).getHostConfig();

    assertThat(host.getCpuPeriod()).isEqualTo(100_000);
    assertThat(host.getCpuQuota()).isEqualTo(25_000);
    assertThat(host.getMemory()).isEqualTo(512L << 20);
    assertThat(host.getMemorySwap()).isEqualTo(512L << 20);
    assertThat(host.getPidsLimit()).isEqualTo(1024);
    assertThat(host.getSecurityOpts()).contains("no-new-privileges");
    assertThat(host.getRestartPolicy()).isEqualTo(RestartPolicy.noRestart());
    assertThat(host.getLogConfig().getConfig()).containsEntry("max-size", "10m");
    assertThat(host.getPrivileged()).isFalse();
    assertThat(raw(handle).getMounts()).isEmpty();
  }

  @Test
  void limitsHoldInsideTheInstance() {
    List<String> output =
        bed.output(
            DockerBed.spec(
                List.of(
                    "/bin/sh",
                    "-c",
                    """
                    cd /sys/fs/cgroup
                    cat memory/memory.limit_in_bytes memory.max 2>/dev/null
                    cat cpu/cpu.cfs_quota_us 2>/dev/null || cut -d' ' -f1 cpu.max
                    cat pids/pids.max pids.max 2>/dev/null
                    ulimit -n
                    """),
                new ResourceLimits(4096, 2048)));

    assertThat(output.subList(0, 3)).containsExactly(Long.toString(2048L << 20), "400000", "1024");
    // Lower when the engine itself may open fewer.
    assertThat(Integer.parseInt(output.getLast())).isLessThanOrEqualTo(65_535);
  }

  @Test
  void theProcessHasFewCapabilitiesAndCannotGainMore() {
    List<String> output =
        bed.output(
            DockerBed.script("grep -E '^(CapBnd|CapEff|NoNewPrivs|Seccomp):' /proc/self/status"));

    // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, KILL 5, SETGID 6, SETUID 7, NET_BIND_SERVICE 10.
    long expected = 1 | 1 << 1 | 1 << 3 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 10;
    String mask = "%016x".formatted(expected);
    assertThat(output)
        .contains("CapBnd:\t" + mask, "CapEff:\t" + mask, "NoNewPrivs:\t1", "Seccomp:\t2");
  }

  @Test
  void variablesAndArgumentsReachTheProcessWithoutAShell() {
    List<String> output =
        bed.output(
            DockerBed.spec(
                List.of("/bin/busybox", "sh", "-c", "echo \"$GREETING|$1|$2\"", "sh", "a b", "$X"),
                new ResourceLimits(256, 512)));

    assertThat(output).containsExactly("hello $HOME; exit 1|a b|$X");
  }

  @Test
  void thePortSurvivesARestartOfTheServer() {
    InstanceSpec spec = DockerBed.spec(List.of(), new ResourceLimits(256, 512));
    InstanceHandle handle = bed.engine().start(spec);

    try (DockerEngine restarted = DockerEngine.connect(bed.settings())) {
      InetSocketAddress address = address(restarted, handle);

      assertThat(address.getPort()).isEqualTo(8080);
      String body =
          await()
              .atMost(DockerBed.LONG)
              .ignoreExceptions()
              .until(() -> Fetch.body(address, "/"), text -> true);
      assertThat(body).isEqualTo("hello from the sample\n");
    }
  }

  @Test
  void aPublishedPortIsOnLoopback() {
    DockerSettings settings =
        DockerSettings.of("test-" + DockerBed.randomId(), List.of(LocalEngine.get().host()), true);
    try (DockerBed published = DockerBed.open(settings)) {
      InstanceHandle handle =
          published.engine().start(DockerBed.spec(List.of(), new ResourceLimits(256, 512)));

      InetSocketAddress address = address(published.engine(), handle);

      assertThat(address.getAddress().isLoopbackAddress()).isTrue();
      await()
          .atMost(DockerBed.LONG)
          .ignoreExceptions()
          .until(() -> Fetch.status(address, "/") == 200);
    }
  }

  @Test
  void whereAnInstanceListensIsReadFromItsSocketTables() {
    assumeThat(LocalEngine.get().host().getScheme())
        .as("an engine on this machine")
        .isEqualTo("unix");
    InstanceHandle handle =
        bed.engine()
            .start(
                DockerBed.script(
                    "httpd -p 3000; httpd -p 127.0.0.1:4000; echo up; exec sleep 600"));
    awaitLine(handle, "up");

    assertThat(bed.engine().listeningPorts(handle).orElseThrow())
        .containsExactly(new ListeningPort(3000, false), new ListeningPort(4000, true));
  }

  @Test
  void instancesCannotReachEachOther() {
    InstanceHandle server =
        bed.engine().start(DockerBed.spec(List.of(), new ResourceLimits(256, 512)));
    InetSocketAddress address = address(bed.engine(), server);
    await()
        .atMost(DockerBed.LONG)
        .ignoreExceptions()
        .until(() -> Fetch.status(address, "/") == 200);

    String knock = "nc -w 2 %s 8080 </dev/null && echo reached || echo out of reach";
    String host = address.getAddress().getHostAddress();
    String control = "httpd -p 8080; ip=$(hostname -i); ";

    List<String> output =
        bed.output(
            DockerBed.script(control + knock.formatted("$ip") + "; " + knock.formatted(host)));

    assertThat(output)
        .containsSubsequence("reached", "out of reach")
        .filteredOn("reached"::equals)
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-command, was not found in the image.",
    "/no/such/command, was not found in the image.",
    "/www/index.html, may not be executed (permission denied).",
  })
  void aCommandThatCannotRunIsRefusedWithItsReason(String command, String reason) {
    InstanceSpec spec = DockerBed.spec(List.of(command), new ResourceLimits(256, 512));

    assertThatThrownBy(() -> bed.engine().start(spec))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("The command \"" + command + "\" " + reason + " Check ");
    assertThat(bed.engine().owned()).isEmpty();
  }

  @Test
  void anImageThatIsGoneIsNotFoundAtTheStart() {
    InstanceSpec spec =
        new InstanceSpec(
            DockerBed.randomId(),
            "it",
            "sha256:" + "0".repeat(64),
            List.of(),
            Map.of(),
            8080,
            new ResourceLimits(256, 512),
            Map.of());

    assertThatThrownBy(() -> bed.engine().start(spec))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.IMAGE_NOT_FOUND));
  }

  @Test
  void exceedingTheMemoryIsReportedAsSuch() {
    InstanceHandle handle =
        bed.engine()
            .start(
                DockerBed.spec(
                    List.of("/bin/dd", "if=/dev/zero", "of=/dev/null", "bs=400M", "count=1"),
                    new ResourceLimits(1024, 64)));

    await()
        .atMost(DockerBed.LONG)
        .untilAsserted(() ->
            assertThat(bed.engine().inspect(handle)).contains(new InstanceState.Exited(137, true)));
  }

  @Test
  void anInstanceThatHearsIsGivenTheGrace() {
    InstanceHandle handle =
        bed.engine()
            .start(
                DockerBed.script(
                    "trap 'echo heard; sleep 0.5; echo bye; exit 5' TERM; echo up;"
                        + " while true; do sleep 0.1; done"));
    awaitLine(handle, "up");

    bed.engine().stop(handle, Duration.ofSeconds(60));

    assertThat(bed.engine().inspect(handle)).contains(new InstanceState.Exited(5, false));
    assertThat(bed.output(handle)).containsExactly("up", "heard", "bye");
  }

  @Test
  void anInstanceThatIsDeafToTerminationIsNotWaitedFor() {
    InstanceHandle handle = bed.engine().start(DockerBed.script("echo up; exec sleep 600"));
    awaitLine(handle, "up");

    assertTimeoutPreemptively(DockerBed.LONG, () -> bed.engine().stop(handle, Duration.ofHours(1)));

    assertThat(bed.engine().inspect(handle)).contains(new InstanceState.Exited(137, false));
  }

  @Test
  void anInstanceThatWasCreatedBeforeACrashIsStartedByTheNextCall() {
    InstanceSpec spec = DockerBed.script("echo up; exec sleep 600");
    InstanceHandle first = bed.engine().start(spec);
    bed.engine().remove(first);
    ContainerPlan plan = new ContainerPlan(spec, bed.settings().installationId(), false, false);
    var create = LocalEngine.get().client().createContainerCmd(SampleImage.id());
    plan.describe(create);
    String created = create.exec().getId();

    InstanceHandle handle = bed.engine().start(spec);

    assertThat(handle.value()).isEqualTo(created);
    assertThat(bed.engine().inspect(handle)).containsInstanceOf(InstanceState.Running.class);
  }

  @Test
  void anInstanceThatEndedIsNotStartedAgain() {
    InstanceSpec spec = DockerBed.script("exit 7");
    InstanceHandle handle = bed.engine().start(spec);
    bed.output(handle);

    assertThat(bed.engine().start(spec)).isEqualTo(handle);

    assertThat(bed.engine().inspect(handle)).contains(new InstanceState.Exited(7, false));
  }

  @Test
  void theNetworkComesBackWhenSomebodyRemovedIt() {
    bed.engine().remove(bed.engine().start(DockerBed.script("exit 0")));
    assumeThat(containersOnTheNetwork())
        .as("services of others on this machine, whose network must stay")
        .isEmpty();
    LocalEngine.get().client().removeNetworkCmd(InstanceNetwork.NAME).exec();

    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 600"));

    assertThat(bed.engine().inspect(handle)).containsInstanceOf(InstanceState.Running.class);
    assertThat(bed.engine().removeUnusedNetwork()).isFalse();
    bed.engine().remove(handle);
    assertThat(bed.engine().removeUnusedNetwork()).isTrue();
    assertThatThrownBy(() ->
            LocalEngine.get()
                .client()
                .inspectNetworkCmd()
                .withNetworkId(InstanceNetwork.NAME)
                .exec())
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aSecondNetworkOfTheSameNameIsNoObstacle() {
    bed.engine().remove(bed.engine().start(DockerBed.script("exit 0")));
    LocalEngine.get()
        .client()
        .createNetworkCmd()
        .withName(InstanceNetwork.NAME)
        .withDriver("bridge")
        .withCheckDuplicate(false)
        .withLabels(Map.of(Labels.NETWORK, "instances"))
        .exec();

    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 600"));

    assertThat(bed.engine().inspect(handle)).containsInstanceOf(InstanceState.Running.class);
    assertThat(
            LocalEngine.get()
                .client()
                .listNetworksCmd()
                .withNameFilter(InstanceNetwork.NAME)
                .exec())
        .filteredOn(network -> network.getName().equals(InstanceNetwork.NAME))
        .hasSize(1);
  }

  private static Map<?, ?> containersOnTheNetwork() {
    return LocalEngine.get()
        .client()
        .inspectNetworkCmd()
        .withNetworkId(InstanceNetwork.NAME)
        .exec()
        .getContainers();
  }

  private void awaitLine(InstanceHandle handle, String text) {
    var lines = new CollectedLines();
    try (var _ = bed.engine().follow(handle, Instant.EPOCH, lines)) {
      await().atMost(DockerBed.LONG).until(() -> lines.texts().contains(text));
    }
  }

  private static InetSocketAddress address(DockerEngine engine, InstanceHandle handle) {
    return ((InstanceState.Running) engine.inspect(handle).orElseThrow()).address();
  }

  private static InspectContainerResponse raw(InstanceHandle handle) {
    return LocalEngine.get().client().inspectContainerCmd(handle.value()).exec();
  }
}
