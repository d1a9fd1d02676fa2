package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.ListeningPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningSocketsTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @TempDir Path processes = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "00000000:1F90, 8080, false",
    "0100007F:0BB8, 3000, true",
    "0200A8C0:0050, 80, false",
    "00000000000000000000000000000000:1F90, 8080, false",
    "00000000000000000000000001000000:1F90, 8080, true",
    "0000000000000000FFFF00000100007F:1F90, 8080, true",
    "0000000000000000FFFF00000200A8C0:1F90, 8080, false",
  })
  void aListeningSocketHasAPortAndMayBeOnLoopbackOnly(String local, int port, boolean loopback) {
    assertThat(ListeningSockets.parsed(HEAD + row(local, "0A")))
        .containsExactly(new ListeningPort(port, loopback));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000:1F90, 01", // a connection
    "00000000:1F90, 06", // one that ended
    "0B00007F:9C41, 0A", // the engine's name server
  })
  void whatDoesNotListenForTheApplicationDoesNotCount(String local, String state) {
    assertThat(ListeningSockets.parsed(HEAD + row(local, state))).isEmpty();
  }

  @Test
  void aPortOnLoopbackAndElsewhereIsReachable() {
    String tables = HEAD + row("0100007F:0BB8", "0A") + HEAD + row("0".repeat(32) + ":0BB8", "0A");

    assertThat(ListeningSockets.parsed(tables)).containsExactly(new ListeningPort(3000, false));
  }

  @Test
  void onlyTheContainersOwnProcessIsLookedAt() throws IOException {
    Path process = processes.resolve("42");
    Files.createDirectories(process.resolve("net"));
    Files.writeString(process.resolve("cgroup"), "0::/docker/abc123\n");
    Files.writeString(process.resolve("net/tcp"), HEAD + row("00000000:1F90", "0A"));

    assertThat(ListeningSockets.of(processes, 42, "abc123")).isPresent();
    assertThat(ListeningSockets.of(processes, 42, "def456")).isEmpty();
    assertThat(ListeningSockets.of(processes, 43, "abc123")).isEmpty();
  }

  private static String row(String local, String state) {
    String remote = "0".repeat(local.indexOf(':')) + ":0000";
    return "   0: %s %s %s 00000000:00000000 00:00000000 00000000     0\n"
        .formatted(local, remote, state);
  }
}
