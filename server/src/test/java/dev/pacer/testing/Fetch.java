package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Plain HTTP for tests.
public final class Fetch {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Fetch() {}

  /// The body of a GET that must be answered 200.
  public static String body(InetSocketAddress address, String path) {
    HttpResponse<String> response = get(address, path);
    if (response.statusCode() != 200) {
      throw new IllegalStateException("HTTP status " + response.statusCode());
    }
    return response.body();
  }

  public static int status(InetSocketAddress address, String path) {
    return get(address, path).statusCode();
  }

  private static HttpResponse<String> get(InetSocketAddress address, String path) {
    URI uri =
        URI.create(
            "http://%s:%d%s"
                .formatted(address.getAddress().getHostAddress(), address.getPort(), path));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }
}
