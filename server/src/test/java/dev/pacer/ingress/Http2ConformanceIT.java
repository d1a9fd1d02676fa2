package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The front door against h2spec, the conformance suite for RFC 9113 and RFC 7541.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "the program is built for it")
final class Http2ConformanceIT {
  private static final String PROGRAM = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";

  @TempDir Path directory;

  @Test
  void everyStrictCaseOfH2specPasses() throws Exception {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = new FrontDoor(settings -> settings).route("127.0.0.1", origin.backend())) {
      String report = h2spec(door.server().httpAddress().getPort());

      assertThat(report).contains("tests, ").contains(" 0 failed");
    }
  }

  private String h2spec(int port) throws IOException, InterruptedException {
    Path archive = directory.resolve("h2spec.tar.gz");
    try (InputStream program = Objects.requireNonNull(getClass().getResourceAsStream(PROGRAM))) {
      Files.copy(program, archive);
    }
    run("tar", "-xzf", archive.toString(), "-C", directory.toString());
    return run(
        directory.resolve("h2spec").toString(),
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(port),
        "--strict",
        "--timeout",
        "2");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, UTF_8);
  }
}
