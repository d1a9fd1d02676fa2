package dev.pacer.wire.protocol;

import dev.pacer.wire.Caller;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import dev.pacer.wire.JsonDispatcher;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Answers calls as the product does, with a single operation.
final class SuiteServer {

  private SuiteServer() {}

  /// What a call to the operation is answered.
  ///
  /// @param errorNamespace what stands before the `#` in type ids; empty when nothing does
  /// @param type the operation's input
  /// @param operation makes the output of the input, or throws the error
  static <R extends Record> HttpResponse answer(
      HttpRequest request, String errorNamespace, Class<R> type, UnaryOperator<R> operation) {
    String target = request.header("x-amz-target").orElseThrow();
    int dot = target.indexOf('.');
    OperationBinding<R, R> binding =
        new OperationBinding<>(
            target.substring(dot + 1), type, (_, input) -> operation.apply(input));
    JsonService service =
        new JsonService(target.substring(0, dot), errorNamespace, List.of(binding));
    return new JsonDispatcher(List.of(service), _ -> new Caller("AKID", "123456789012", "here"))
        .handle(request);
  }

  /// A call.
  ///
  /// @param headers values by name in any case
  static HttpRequest call(
      String method, String path, Map<String, String> headers, String target, String body) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("x-amz-target", List.of(target));
    values.put("content-type", List.of("application/x-amz-json-1.0"));
    headers.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return new HttpRequest(
        method,
        path,
        "",
        values,
        body.getBytes(StandardCharsets.UTF_8),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }
}
