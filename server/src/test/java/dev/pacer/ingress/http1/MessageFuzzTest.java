package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.http1.MessageReader.Message;
import dev.pacer.testing.Fuzz;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever arrives, the parsers read or refuse it, however it is cut into pieces, and what they accept
/// is the same to another parser.
class MessageFuzzTest {
  private static final byte[] NEXT =
      "GET /next HTTP/1.1\r\nHost: app.test\r\n\r\n".getBytes(ISO_8859_1);

  @Test
  void requestsAreReadTheSameWayHoweverTheyAreCut() {
    // when
    Map<String, Integer> verdicts =
        Fuzz.tryInputs(
            40_000,
            sameInPieces(
                RandomMessages::requests, () -> new RequestHeadParser(MessageLimits.DEFAULTS)));

    // then
    assertThat(verdicts).containsKeys("", "bare-line-feed", "bad-chunk-size", "host-repeated");
  }

  @Test
  void responsesAreReadTheSameWayHoweverTheyAreCut() {
    // when
    Map<String, Integer> verdicts =
        Fuzz.tryInputs(
            20_000,
            sameInPieces(
                RandomMessages::responses, () -> new ResponseHeadParser(MessageLimits.DEFAULTS)));

    // then
    assertThat(verdicts).containsKeys("", "bare-line-feed", "bad-status-line");
  }

  @Test
  void whatIsAcceptedIsTheSameRequestToNetty() {
    // when
    Map<String, Integer> results =
        Fuzz.tryInputs(
            20_000,
            random -> {
              byte[] input = RandomMessages.requests(random);
              MessageReader reader =
                  read(new RequestHeadParser(MessageLimits.DEFAULTS), List.of(input));
              for (Message message : reader.messages()) {
                assertNettyAgrees(Arrays.copyOfRange(input, message.from(), message.to()), message);
              }
              return reader.messages().isEmpty() ? "nothing accepted" : "agreed";
            });

    // then
    assertThat(results).containsKeys("agreed", "nothing accepted");
  }

  private static Function<RandomGenerator, String> sameInPieces(
      Function<RandomGenerator, byte[]> input, Supplier<HeadParser> parser) {
    return random -> {
      byte[] bytes = input.apply(random);
      MessageReader whole = read(parser.get(), List.of(bytes));
      MessageReader inPieces = read(parser.get(), RandomMessages.cut(random, bytes));
      assertThat(inPieces.outcome()).isEqualTo(whole.outcome());
      return whole.verdict();
    };
  }

  private static MessageReader read(HeadParser parser, List<byte[]> pieces) {
    MessageReader reader = new MessageReader(parser);
    pieces.forEach(reader::take);
    return reader;
  }

  /// Netty may refuse it; but it must not read other requests.
  private static void assertNettyAgrees(byte[] bytes, Message message) {
    List<HttpRequest> seen = nettysRequests(bytes);
    HttpRequest first = seen.getFirst();
    if (first.decoderResult().isFailure()) {
      return;
    }
    String line = first.method() + " " + first.uri() + " " + first.protocolVersion();
    assertThat(message.head().strip()).startsWith(line);
    assertThat(seen.stream().map(HttpRequest::uri))
        .as(new String(bytes, ISO_8859_1))
        .containsExactly(first.uri(), "/next");
    List<String> names =
        message.head().strip().lines().skip(1).map(field -> field.split(":", 2)[0]).toList();
    assertThat(first.headers().entries()).extracting(Map.Entry::getKey).isEqualTo(names);
  }

  private static List<HttpRequest> nettysRequests(byte[] bytes) {
    EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder());
    channel.writeInbound(Unpooled.wrappedBuffer(bytes), Unpooled.wrappedBuffer(NEXT));
    List<HttpRequest> requests = new ArrayList<>();
    for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
      if (next instanceof HttpRequest request) {
        requests.add(request);
      }
      ReferenceCountUtil.release(next);
    }
    channel.finishAndReleaseAll();
    return requests;
  }
}
