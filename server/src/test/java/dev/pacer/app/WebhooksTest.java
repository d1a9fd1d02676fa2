package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.config.SettingsException;
import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
  @TempDir private Path directory;

  @Test
  void theSecretIsMadeOnce() {
    Webhooks first = Webhooks.of(new DataDirectory(directory));

    assertThat(first.secret()).matches("[0-9a-f]{64}");
    assertThat(first.endpoint()).isEmpty();
    assertThat(Webhooks.of(new DataDirectory(directory))).isEqualTo(first);
  }

  @Test
  void theSecretIsNotMadeWhileAServerStarts() throws Exception {
    try (Closeable _ = new DataDirectory(directory).take()) {
      assertThatThrownBy(() -> Webhooks.of(new DataDirectory(directory)))
          .isInstanceOf(SettingsException.class);
    }
  }

  @Test
  void theApisPortTakesWebhooksWithTheSecret() throws Exception {
    try (ServedShop _ = new ServedShop(directory, Map.of())) {
      Webhooks webhooks = Webhooks.of(new DataDirectory(directory));

      assertThat(status(webhooks, webhooks.secret())).isEqualTo(200);
      assertThat(status(webhooks, "another")).isEqualTo(401);
    }
  }

  private static int status(Webhooks webhooks, String secret) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(webhooks.endpoint().orElseThrow() + "/webhooks/git"))
            .header("X-Gitlab-Event", "Push Hook")
            .header("X-Gitlab-Token", secret)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"ref": "refs/heads/main", "after": "1a2b",
                     "project": {"git_http_url": "https://git.example.com/ann/shop.git"}}
                    """))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
