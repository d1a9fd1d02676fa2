package dev.pacer.app;

import dev.pacer.automation.webhook.WebhookEndpoint;
import dev.pacer.wire.HttpHandler;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/// What the API's port answers: `GET /healthz` for load balancers and scripts, `GET /metrics` for
/// Prometheus, `/webhooks/…` for git servers and registries, API calls otherwise.
final class ApiEndpoint implements HttpHandler {
  private final HttpHandler calls;
  private final HttpHandler webhooks;
  private final Supplier<String> metrics;

  /// @param metrics writes them in Prometheus's text format
  ApiEndpoint(HttpHandler calls, HttpHandler webhooks, Supplier<String> metrics) {
    this.calls = calls;
    this.webhooks = webhooks;
    this.metrics = metrics;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.method().equals("GET")) {
      switch (request.rawPath()) {
        case "/healthz" -> {
          return text("text/plain; charset=utf-8", "ok\n");
        }
        case "/metrics" -> {
          return text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
        }
        default -> {}
      }
    }
    return request.rawPath().startsWith(WebhookEndpoint.PREFIX)
        ? webhooks.handle(request)
        : calls.handle(request);
  }

  private static HttpResponse text(String type, String body) {
    return new HttpResponse(
        200, Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
  }
}
