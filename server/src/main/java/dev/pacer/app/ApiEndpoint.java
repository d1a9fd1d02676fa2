package dev.pacer.app;

import dev.pacer.wire.HttpHandler;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What the API's port answers: `GET /healthz` for load balancers and scripts, API calls otherwise.
final class ApiEndpoint implements HttpHandler {
  private final HttpHandler calls;

  ApiEndpoint(HttpHandler calls) {
    this.calls = calls;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.method().equals("GET") && request.rawPath().equals("/healthz")) {
      return new HttpResponse(
          200,
          Map.of("content-type", "text/plain; charset=utf-8"),
          "ok\n".getBytes(StandardCharsets.US_ASCII));
    }
    return calls.handle(request);
  }
}
