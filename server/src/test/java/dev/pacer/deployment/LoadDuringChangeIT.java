package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.load.Change;
import dev.pacer.testing.load.FirstAnswer;
import dev.pacer.testing.load.LoadImage;
import dev.pacer.testing.load.LoadReport.Phase;
import dev.pacer.testing.load.LoadRun;
import dev.pacer.testing.load.LoadedService;
import dev.pacer.testing.load.OpenLoop;
import dev.pacer.testing.load.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real server, a real engine, and clients that never stop: whatever changes, every request is
/// answered, to the last byte.
class LoadDuringChangeIT {
  /// The application drops what is in flight when it is told to stop: it must have nothing then.
  private static final Map<String, String> ABRUPT = Map.of("ABRUPT", "yes");

  private static final LoadRun RUN =
      new LoadRun(100, Duration.ofMillis(1500), Duration.ofMillis(500), ABRUPT);

  @TempDir private static Path directory;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() {
    LoadImage.build("one", "two", "broken");
    server = ServerProcess.start(directory, 0);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void noRequestIsLostWhileAServiceChanges(Change change) {
    LoadRun.Result result = RUN.of(change, server);

    assertThat(result.report().lost()).isEmpty();
    assertThat(result.outcome()).isEqualTo(change.outcome());
    assertThat(result.report().versions(Phase.STEADY)).containsExactly(change.versionBefore());
    assertThat(result.report().versions(Phase.AFTERWARDS))
        .containsExactly(change.versionAfterwards());
  }

  @Test
  void aServerThatIsToldToStopAnswersWhatWasSentBefore(@TempDir Path own) {
    ServerProcess first = ServerProcess.start(own, 0);
    LoadedService service = LoadedService.create(first, "stopped", LoadImage.of("one"), ABRUPT);
    OpenLoop load = new OpenLoop(service.address(), service.host(), 100);
    LockSupport.parkNanos(RUN.steady().toNanos());
    load.hold();

    first.stop();

    assertThat(load.finish().lost()).isEmpty();
    assertThat(first.awaitEnd()).isEqualTo(143);
    try (ServerProcess second = ServerProcess.start(own, 0)) {
      service.at(second).close();
    }
  }

  @Test
  void aServerThatStartsAgainListensOnlyWhenItKnowsItsServices(@TempDir Path own) throws Exception {
    ServerProcess first = ServerProcess.start(own, 0);
    LoadedService service = LoadedService.create(first, "restarted", LoadImage.of("one"), ABRUPT);
    first.close();
    Future<String> complaint = FirstAnswer.of(service.address(), service.host());

    try (ServerProcess second = ServerProcess.start(own, service.address().getPort())) {
      assertThat(complaint.get(1, TimeUnit.MINUTES)).isEmpty();
      service.at(second).close();
    }
  }
}
