package dev.pacer.api.fuzz;

import dev.pacer.testing.RandomText;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes up calls to a service, from those that a client could send to bytes that mean nothing.
final class RandomCalls {

  private final JsonService service;

  /// The operations whose input has most members and rules, which are called more often.
  private final List<OperationBinding<?, ?>> richest;

  private final Vocabulary vocabulary;

  RandomCalls(JsonService service, Vocabulary vocabulary) {
    this.service = service;
    this.richest =
        service.operations().stream()
            .filter(binding -> List.of("CreateService", "UpdateService").contains(binding.name()))
            .toList();
    this.vocabulary = vocabulary;
  }

  HttpRequest call(RandomGenerator random) {
    OperationBinding<?, ?> binding =
        RandomText.oneOf(random, RandomText.percent(random, 25) ? richest : service.operations());
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("x-amz-target", List.of(service.targetPrefix() + "." + binding.name()));
    headers.put("content-type", List.of("application/x-amz-json-1.0"));
    if (RandomText.percent(random, 3)) {
      String name =
          RandomText.oneOf(
              random, List.of("x-amz-target", "content-type", "content-encoding", "accept"));
      headers.put(name, List.of(RandomText.latin(random)));
    }
    return request(random, headers, body(random, binding.inputType()));
  }

  private byte[] body(RandomGenerator random, Class<? extends Record> type) {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return RandomText.bytes(random, 200);
    }
    if (kind == 1) {
      return RandomJson.value(random, 5).getBytes(StandardCharsets.UTF_8);
    }
    int wild = kind < 12 ? 0 : RandomText.oneOf(random, List.of(2, 10, 40));
    byte[] body =
        new RandomRequests(random, vocabulary, wild)
            .structure(type)
            .getBytes(StandardCharsets.UTF_8);
    return kind < 5 ? RandomText.mangled(random, body) : body;
  }

  private static HttpRequest request(
      RandomGenerator random, Map<String, List<String>> headers, byte[] body) {
    boolean odd = RandomText.percent(random, 1);
    return new HttpRequest(
        odd ? RandomText.oneOf(random, List.of("GET", "PUT", "", "post")) : "POST",
        odd ? "/" + RandomText.latin(random) : "/",
        odd ? RandomText.latin(random) : "",
        headers,
        body,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  /// The call with another body.
  static HttpRequest withBody(HttpRequest call, byte[] body) {
    return new HttpRequest(
        call.method(), call.rawPath(), call.rawQuery(), call.headers(), body, call.peer());
  }
}
