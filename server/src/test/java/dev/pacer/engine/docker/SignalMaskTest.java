package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalMaskTest {
  @TempDir Path processes = Path.of("");

  /// Signal 15 is the bit 0x4000.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0000000000000000, true",
    "0000000000004000, 0000000000000000, false",
    "0000000000000000, 0000000000004000, false",
    "fffffffe7ffbbaff, 0000000000000000, true",
    "fffffffe7ffbfeff, 0000000000000000, false",
  })
  void aProcessIsDeafWhenItNeitherHandlesNorBlocksTheSignal(
      String caught, String blocked, boolean deaf) {
    assertThat(SignalMask.ignoresTermination(status(caught, blocked))).isEqualTo(deaf);
  }

  @ParameterizedTest
  @CsvSource({"''", "SigCgt: zz", "SigCgt: 0"})
  void whatCannotBeReadCountsAsHearing(String status) {
    assertThat(SignalMask.ignoresTermination(status)).isFalse();
  }

  @Test
  void onlyTheContainersOwnProcessIsJudged() throws IOException {
    Path process = Files.createDirectory(processes.resolve("42"));
    Files.writeString(process.resolve("status"), status("0", "0"));
    Files.writeString(process.resolve("cgroup"), "1:name=systemd:/docker/abc123\n");

    assertThat(SignalMask.isDeaf(processes, 42, "abc123")).isTrue();
    assertThat(SignalMask.isDeaf(processes, 42, "def456")).isFalse();
    assertThat(SignalMask.isDeaf(processes, 43, "abc123")).isFalse();
  }

  private static String status(String caught, String blocked) {
    return "Name:\tapp\nSigBlk:\t%s\nSigIgn:\t0\nSigCgt:\t%s\n".formatted(blocked, caught);
  }
}
