package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.testing.CollectedLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFramesTest {
  private static final String TIME = "2026-11-24T12:00:00.123456789Z";
  private static final Instant AT = Instant.parse(TIME);
  private final CollectedLines lines = new CollectedLines();

  @Test
  void framesOfBothStreamsBecomeLines() throws IOException {
    read(frame(1, TIME + " out\n"), frame(2, TIME + " err\n"));

    assertThat(lines.texts()).containsExactly("out", "err");
    assertThat(lines.times()).containsExactly(AT, AT);
  }

  @Test
  void piecesOfALineAreJoinedThoughTheOtherStreamComesBetween() throws IOException {
    read(
        frame(1, TIME + " begin, "),
        frame(2, TIME + " between\n"),
        frame(1, "2026-11-24T12:00:09.000000000Z end\n"));

    assertThat(lines.texts()).containsExactly("between", "begin, end");
    assertThat(lines.times()).containsExactly(AT, AT);
  }

  @Test
  void emptyAndUnfinishedLinesAndOtherTimeFormsAreRead() throws IOException {
    read(frame(1, TIME + " \n"), frame(1, "2026-11-24T13:00:00.5+01:00 unfinished\r"));

    assertThat(lines.texts()).containsExactly("", "unfinished");
    assertThat(lines.times()).containsExactly(AT, Instant.parse("2026-11-24T12:00:00.5Z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {16_384, 16_385, 40_000})
  void aLongLineComesInPiecesWithoutAnEmptyOneAtTheEnd(int length) throws IOException {
    read(frame(1, TIME + " " + "x".repeat(length) + "\n"), frame(1, TIME + " next\n"));

    assertThat(lines.texts()).last().isEqualTo("next");
    assertThat(String.join("", lines.texts())).hasSize(length + 4);
    assertThat(lines.texts()).hasSize((length + 16_383) / 16_384 + 1);
  }

  @Test
  void piecesEndBetweenCharacters() throws IOException {
    read(frame(1, TIME + " x" + "ü".repeat(20_000) + "\n"));

    assertThat(String.join("", lines.texts())).isEqualTo("x" + "ü".repeat(20_000));
    assertThat(lines.texts()).hasSize(3);
  }

  @Test
  void bytesThatAreNoTextDoNotGrowALineForEver() throws IOException {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 0x80);
    LineAssembler assembler = new LineAssembler(lines);

    assembler.add(AT, bytes, 0);

    assertThat(lines.texts()).hasSizeGreaterThan(5);
  }

  @Test
  void whatIsNotInFramesIsRefused() {
    assertThatThrownBy(() -> read("plain text of a terminal\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(frame(1, "no time here\n"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(frame(1, TIME + " cut\n"), 20)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(ByteBuffer.allocate(8).put((byte) 1).putInt(4, -1).array()))
        .isInstanceOf(IOException.class);
  }

  private void read(byte[]... frames) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      stream.writeBytes(frame);
    }
    LineAssembler[] streams = {
      new LineAssembler(lines), new LineAssembler(lines), new LineAssembler(lines)
    };
    LogFrames.read(
        new ByteArrayInputStream(stream.toByteArray()),
        (number, at, payload, offset) -> streams[number].add(at, payload, offset));
    for (LineAssembler assembler : streams) {
      assembler.end();
    }
  }

  private static byte[] frame(int stream, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .put((byte) stream)
        .putInt(4, bytes.length)
        .position(8)
        .put(bytes)
        .array();
  }
}
