package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where frames end, whatever pieces they come in.
final class WebSocketFramesTest {

  /// Frames as hexadecimal digits; the ends are counts of bytes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8100 | 2",
        "8103616263 | 5",
        "81036162638900 | 5 7",
        "8183000000006162638100 | 9 11",
        "817e0003616263 | 7",
        "81fe000300000000616263 | 11",
        "817f0000000000000001ff8100 | 11 13",
        "817fffffffffffffffff00 | ''"
      })
  void framesEndWhereTheirLengthsSay(String frames, String ends) {
    byte[] bytes = HexFormat.of().parseHex(frames.strip());
    WebSocketFrames oneByOne = new WebSocketFrames();
    oneByOne.begin();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      oneByOne.follow(Unpooled.wrappedBuffer(bytes, i, 1));
      if (oneByOne.isBetweenFrames()) {
        found.add(String.valueOf(i + 1));
      }
    }

    WebSocketFrames atOnce = new WebSocketFrames();
    atOnce.begin();
    ByteBuf all = Unpooled.wrappedBuffer(bytes);
    atOnce.follow(all);

    assertThat(String.join(" ", found)).isEqualTo(ends);
    assertThat(atOnce.isBetweenFrames()).isEqualTo(oneByOne.isBetweenFrames());
    assertThat(all.readableBytes()).isEqualTo(bytes.length);
  }
}
