package dev.pacer.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.support.UnavailableException;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
  private static final String SECRET = "0123456789abcdef";
  private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
  private static final String NONE = "0000000000000000000000000000000000000000";

  private final List<String> told = new ArrayList<>();
  private int services = 1;
  private boolean available = true;
  private final WebhookEndpoint endpoint =
      new WebhookEndpoint(SECRET.getBytes(StandardCharsets.UTF_8), new Told());

  /// The four forms as their providers document them.
  enum Provider {
    GITHUB(
        """
        {"ref": "refs/heads/main", "before": "%2$s", "after": "%1$s", "deleted": false,
         "repository": {"full_name": "ann/shop", "clone_url": "https://git.example.com/ann/shop.git",
                        "ssh_url": "git@git.example.com:ann/shop.git"}}
        """),
    GITEA(
        """
        {"ref": "refs/heads/main", "before": "%2$s", "after": "%1$s",
         "repository": {"full_name": "ann/shop", "html_url": "https://git.example.com/ann/shop",
                        "clone_url": "https://git.example.com/ann/shop.git"}}
        """),
    GITLAB(
        """
        {"object_kind": "push", "ref": "refs/heads/main", "before": "%2$s", "after": "%1$s",
         "project": {"path_with_namespace": "ann/shop", "web_url": "https://git.example.com/ann/shop",
                     "git_http_url": "https://git.example.com/ann/shop.git"}}
        """),
    BITBUCKET(
        """
        {"push": {"changes": [
           {"old": null, "new": {"type": "branch", "name": "main", "target": {"hash": "%1$s"}}}]},
         "repository": {"full_name": "ann/shop",
                        "links": {"html": {"href": "https://git.example.com/ann/shop"}}}}
        """);

    private final String push;

    Provider(String push) {
      this.push = push;
    }

    String push() {
      return push.formatted(COMMIT, NONE);
    }

    String event(boolean push) {
      return switch (this) {
        case GITHUB, GITEA -> push ? "push" : "ping";
        case GITLAB -> push ? "Push Hook" : "Issue Hook";
        case BITBUCKET -> push ? "repo:push" : "repo:updated";
      };
    }

    Map<String, String> headers(String body, String secret, String delivery) {
      Map<String, String> headers = new TreeMap<>();
      String hmac = hmac(body, secret);
      switch (this) {
        case GITHUB -> {
          headers.put("X-GitHub-Delivery", delivery);
          headers.put("X-Hub-Signature-256", "sha256=" + hmac);
        }
        case GITEA -> {
          headers.put("X-GitHub-Event", "push");
          headers.put("X-Gitea-Delivery", delivery);
          headers.put("X-Gitea-Signature", hmac);
        }
        case GITLAB -> {
          headers.put("X-Gitlab-Webhook-UUID", "always-the-same");
          headers.put("Idempotency-Key", delivery);
          headers.put("X-Gitlab-Token", secret);
        }
        case BITBUCKET -> {
          headers.put("X-Request-UUID", delivery);
          headers.put("X-Hub-Signature", "sha256=" + hmac);
        }
      }
      return headers;
    }

    String eventHeader() {
      return switch (this) {
        case GITHUB -> "X-GitHub-Event";
        case GITEA -> "X-Gitea-Event";
        case GITLAB -> "X-Gitlab-Event";
        case BITBUCKET -> "X-Event-Key";
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPushIsPassedOn(Provider provider) {
    HttpResponse answer = push(provider, provider.push(), SECRET, "1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(told).containsExactly("git.example.com/ann/shop main " + COMMIT);
  }

  @ParameterizedTest
  @EnumSource
  void aSenderWithoutTheSecretIsRefused(Provider provider) {
    HttpResponse answer = push(provider, provider.push(), "another secret", "1");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theSenderIsProvedBeforeTheBodyIsRead(Provider provider) {
    HttpResponse answer = push(provider, "{not JSON", "another secret", "1");

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestWithoutAnySignatureIsRefused(Provider provider) {
    HttpResponse answer =
        git(Map.of(provider.eventHeader(), provider.event(true)), provider.push());

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(names = "GITLAB", mode = EnumSource.Mode.EXCLUDE)
  void aBodyThatWasChangedOnItsWayIsRefused(Provider provider) {
    Map<String, String> headers = provider.headers(provider.push(), SECRET, "1");
    headers.put(provider.eventHeader(), provider.event(true));

    HttpResponse answer = git(headers, provider.push().replace("main", "evil"));

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void aDeliveryThatCameBeforeIsRefused(Provider provider) {
    push(provider, provider.push(), SECRET, "1");

    HttpResponse answer = push(provider, provider.push(), SECRET, "1");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theNextDeliveryIsTaken(Provider provider) {
    push(provider, provider.push(), SECRET, "1");

    HttpResponse answer = push(provider, provider.push(), SECRET, "2");

    assertThat(answer.status()).isEqualTo(202);
  }

  @ParameterizedTest
  @EnumSource
  void otherEventsAreAnsweredAndDoNothing(Provider provider) {
    Map<String, String> headers = provider.headers("{}", SECRET, "1");
    headers.put(provider.eventHeader(), provider.event(false));

    HttpResponse answer = git(headers, "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPushThatLacksItsFieldsIsMalformed(Provider provider) {
    HttpResponse answer = push(provider, "{}", SECRET, "1");

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"text\"", "{\"ref\": ", "{\"ref\": {}, \"after\": []}"})
  void aBodyThatIsNoPushIsMalformed(String body) {
    HttpResponse answer = push(Provider.GITHUB, body, SECRET, "1");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aBodyOfEndlessDepthIsMalformed() {
    HttpResponse answer = push(Provider.GITHUB, "{\"a\":".repeat(100_000), SECRET, "1");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aDeliveryThatCouldNotBeTakenIsWelcomeAgain() {
    available = false;
    HttpResponse first = push(Provider.GITHUB, Provider.GITHUB.push(), SECRET, "1");
    available = true;

    HttpResponse second = push(Provider.GITHUB, Provider.GITHUB.push(), SECRET, "1");

    assertThat(first.status()).isEqualTo(503);
    assertThat(second.status()).isEqualTo(202);
  }

  @Test
  void theBodyMayBeAForm() {
    String body = "payload=" + URLEncoder.encode(Provider.GITHUB.push(), StandardCharsets.UTF_8);
    Map<String, String> headers = Provider.GITHUB.headers(body, SECRET, "1");
    headers.put("X-GitHub-Event", "push");
    headers.put("Content-Type", "application/x-www-form-urlencoded");

    HttpResponse answer = git(headers, body);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(told).hasSize(1);
  }

  @Test
  void aTagAndADeletedBranchDeployNothing() {
    String tag = Provider.GITHUB.push().replace("refs/heads/main", "refs/tags/v1");
    String deleted = Provider.GITHUB.push().replace(COMMIT, NONE);

    push(Provider.GITHUB, tag, SECRET, "1");
    push(Provider.GITHUB, deleted, SECRET, "2");

    assertThat(told).isEmpty();
  }

  @Test
  void aPushThatNobodyDeploysFromSaysSo() {
    services = 0;

    HttpResponse answer = push(Provider.GITHUB, Provider.GITHUB.push(), SECRET, "1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).contains("No service");
  }

  @Test
  void aRequestOfNoKnownProviderIsMalformed() {
    assertThat(git(Map.of(), "{}").status()).isEqualTo(400);
  }

  @Test
  void onlyPostIsTaken() {
    assertThat(request("GET", "/webhooks/git", "", Map.of(), "").status()).isEqualTo(405);
  }

  @Test
  void otherPathsAreNotFound() {
    assertThat(request("POST", "/webhooks/else", "", Map.of(), "").status()).isEqualTo(404);
  }

  private static final String DISTRIBUTION =
      """
      {"events": [
        {"id": "e1", "action": "push",
         "target": {"repository": "ann/shop", "digest": "sha256:aa", "tag": "latest"}},
        {"id": "e2", "action": "push", "target": {"repository": "ann/shop", "digest": "sha256:bb"}},
        {"id": "e3", "action": "pull", "target": {"repository": "ann/shop", "tag": "latest"}}]}
      """;

  @Test
  void aPushedTagIsPassedOn() {
    HttpResponse answer = registry("", Map.of("Authorization", "Bearer " + SECRET), DISTRIBUTION);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(told).containsExactly("ann/shop latest Optional[sha256:aa]");
  }

  @Test
  void aRegistryThatSendsAgainIsContentAndNothingHappens() {
    registry("", Map.of("Authorization", "Bearer " + SECRET), DISTRIBUTION);

    HttpResponse answer = registry("", Map.of("Authorization", "Bearer " + SECRET), DISTRIBUTION);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic " + SECRET, SECRET, ""})
  void aRegistryWithoutTheSecretIsRefused(String authorization) {
    HttpResponse answer = registry("", Map.of("Authorization", authorization), DISTRIBUTION);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(told).isEmpty();
  }

  @Test
  void dockerHubShowsTheSecretInItsUrl() {
    String body =
        """
        {"push_data": {"tag": "2"}, "repository": {"repo_name": "ann/shop"}, "callback_url": "x"}
        """;

    HttpResponse answer = registry("token=" + SECRET, Map.of(), body);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(told).containsExactly("ann/shop 2 Optional.empty");
  }

  @Test
  void gitHubsRegistrySignsLikeGitHub() {
    String body =
        """
        {"action": "published", "registry_package": {"name": "shop", "namespace": "ann",
         "package_version": {"container_metadata": {"tag": {"name": "2", "digest": "sha256:aa"}}}}}
        """;
    Map<String, String> headers = Provider.GITHUB.headers(body, SECRET, "1");
    headers.put("X-GitHub-Event", "registry_package");

    HttpResponse answer = registry("", headers, body);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(told).containsExactly("ann/shop 2 Optional[sha256:aa]");
  }

  @Test
  void aRegistrysBodyOfNoKnownFormIsMalformed() {
    HttpResponse answer = registry("token=" + SECRET, Map.of(), "{}");

    assertThat(answer.status()).isEqualTo(400);
  }

  private HttpResponse push(Provider provider, String body, String secret, String delivery) {
    Map<String, String> headers = provider.headers(body, secret, delivery);
    headers.put(provider.eventHeader(), provider.event(true));
    return git(headers, body);
  }

  private HttpResponse git(Map<String, String> headers, String body) {
    return request("POST", "/webhooks/git", "", headers, body);
  }

  private HttpResponse registry(String query, Map<String, String> headers, String body) {
    return request("POST", "/webhooks/registry", query, headers, body);
  }

  private HttpResponse request(
      String method, String path, String query, Map<String, String> headers, String body) {
    Map<String, List<String>> lower =
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.of(header.getValue())));
    return endpoint.handle(
        new HttpRequest(
            method,
            path,
            query,
            lower,
            body.getBytes(StandardCharsets.UTF_8),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
  }

  private static String text(HttpResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String hmac(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private final class Told implements Arrivals {
    @Override
    public int pushed(Set<RepositoryName> repositories, String branch, String commit) {
      if (!available) {
        throw new UnavailableException("The database is away.", new IllegalStateException());
      }
      repositories.forEach(name -> told.add(name.text() + " " + branch + " " + commit));
      return services;
    }

    @Override
    public int tagged(String repository, String tag, Optional<String> digest) {
      told.add(repository + " " + tag + " " + digest);
      return services;
    }
  }
}
