package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuildOutputTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final List<String> lines = new ArrayList<>();
  private final BuildOutput output = new BuildOutput(lines::add, 1);

  @Test
  void piecesAreJoinedToLinesForEachStream() {
    try (BuildOutput.Part process = output.process()) {
      process.frame(1, bytes("on"));
      process.frame(2, bytes("two\n"));
      process.frame(1, bytes("e\r\nthree"));
    }

    assertThat(lines).containsExactly("two", "one", "three");
  }

  @Test
  void moreThanTheLimitIsDroppedAndSaidOnce() {
    try (BuildOutput.Part process = output.process()) {
      for (int i = 0; i < 2 * MEBIBYTE / 1024; i++) {
        process.frame(1, bytes("x".repeat(1023) + "\n"));
      }
    }

    assertThat(lines).hasSize(1025);
    assertThat(lines)
        .last()
        .isEqualTo("The build printed more than 1 MiB; what follows is dropped.");
  }

  @Test
  void commandsAreAnnouncedWhateverWasPrinted() {
    try (BuildOutput.Part process = output.process()) {
      process.frame(1, bytes("x\n".repeat(MEBIBYTE)));
    }

    output.announce("Build", "make\n  all");

    assertThat(lines).last().isEqualTo("[Build] $ make all");
  }

  @Test
  void aLongCommandIsShortened() {
    output.announce("Build", "x".repeat(5000));

    assertThat(lines.getFirst()).hasSizeLessThan(1100).endsWith("…");
  }

  @Test
  void markersTellWhichCommandBeginsAndAreNotPrinted() {
    List<String> begun = new ArrayList<>();
    try (BuildOutput.Part process =
        output.process(List.of("first", "second"), "mark", begun::add)) {
      process.frame(1, bytes("mark0\nprinted\npartialmark1\nmark7\nmarks\n"));
    }

    assertThat(begun).containsExactly("first", "second");
    assertThat(lines).containsExactly("printed", "partial", "mark7", "marks");
  }

  @Test
  void nothingComesAfterTheEnd() {
    BuildOutput.Part process = output.process();
    process.close();

    process.frame(1, bytes("late\n"));

    assertThat(lines).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
