package dev.pacer.wire;

/// Answers HTTP requests. Called on a virtual thread of its own for each request, so it may block.
@FunctionalInterface
public interface HttpHandler {

  HttpResponse handle(HttpRequest request);
}
