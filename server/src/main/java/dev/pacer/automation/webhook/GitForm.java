package dev.pacer.automation.webhook;

import dev.pacer.wire.HttpRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How git servers tell of pushes: the headers and fields that each documents.
enum GitForm {
  // Before GitHub, whose headers these send as well.
  /// Gitea and Forgejo.
  GITEA("x-gitea-event", "push"),
  GITHUB("x-github-event", "push"),
  GITLAB("x-gitlab-event", "Push Hook"),
  /// Bitbucket Cloud.
  BITBUCKET("x-event-key", "repo:push");

  private static final String BRANCHES = "refs/heads/";

  private final String eventHeader;
  private final String pushEvent;

  GitForm(String eventHeader, String pushEvent) {
    this.eventHeader = eventHeader;
    this.pushEvent = pushEvent;
  }

  /// The form of a request; empty when it is of none.
  static Optional<GitForm> of(HttpRequest request) {
    return Arrays.stream(values())
        .filter(form -> request.header(form.eventHeader).isPresent())
        .findFirst();
  }

  /// Whether the sender knows the secret.
  boolean isGenuine(HttpRequest request, Signatures signatures) {
    byte[] body = request.body();
    return switch (this) {
      case GITHUB -> signatures.signed(body, request.header("x-hub-signature-256"));
      case GITEA ->
          signatures.signed(
              body,
              request.header("x-gitea-signature").or(() -> request.header("x-hub-signature-256")));
      case GITLAB -> signatures.isSecret(request.header("x-gitlab-token"));
      case BITBUCKET -> signatures.signed(body, request.header("x-hub-signature"));
    };
  }

  /// What the sender calls this delivery.
  Optional<String> deliveryId(HttpRequest request) {
    Optional<String> id =
        switch (this) {
          case GITEA -> request.header("x-gitea-delivery");
          case GITHUB -> request.header("x-github-delivery");
          // X-Gitlab-Webhook-UUID names the webhook, not a delivery.
          case GITLAB ->
              request.header("idempotency-key").or(() -> request.header("x-gitlab-event-uuid"));
          case BITBUCKET -> request.header("x-request-uuid");
        };
    return id.map(text -> name() + " " + text);
  }

  boolean isPush(HttpRequest request) {
    return request.header(eventHeader).filter(pushEvent::equals).isPresent();
  }

  /// Reads a push.
  ///
  /// @throws MalformedWebhookException when it is not of this form
  GitPush push(JsonNode body) {
    return switch (this) {
      case GITHUB, GITEA ->
          new GitPush(
              repositories(body.path("repository"), "clone_url", "ssh_url", "html_url"), tip(body));
      case GITLAB ->
          new GitPush(
              repositories(body.path("project"), "git_http_url", "git_ssh_url", "web_url"),
              tip(body));
      case BITBUCKET -> new GitPush(ofBitbucket(body.path("repository")), changed(body));
    };
  }

  private static Set<RepositoryName> repositories(JsonNode repository, String... fields) {
    Set<RepositoryName> names = new HashSet<>();
    Stream.of(fields)
        .map(field -> repository.path(field).asString(""))
        .filter(url -> !url.isBlank())
        .map(RepositoryName::of)
        .forEach(names::add);
    if (names.isEmpty()) {
      throw new MalformedWebhookException(
          "The push names no repository (" + String.join(", ", fields) + ").");
    }
    return names;
  }

  private static Set<RepositoryName> ofBitbucket(JsonNode repository) {
    JsonNode page = repository.path("links").path("html");
    return repositories(page, "href");
  }

  /// Empty for a tag, and for a branch that was deleted.
  private static Map<String, String> tip(JsonNode body) {
    String ref = required(body, "ref");
    String commit = required(body, "after");
    boolean deleted = commit.chars().allMatch(digit -> digit == '0');
    return ref.startsWith(BRANCHES) && !deleted
        ? Map.of(ref.substring(BRANCHES.length()), commit)
        : Map.of();
  }

  private static Map<String, String> changed(JsonNode body) {
    JsonNode changes = body.path("push").path("changes");
    if (!changes.isArray()) {
      throw new MalformedWebhookException("The push has no push.changes.");
    }
    Map<String, String> tips = new HashMap<>();
    for (JsonNode change : changes) {
      JsonNode after = change.path("new");
      if (after.path("type").asString("").equals("branch")) {
        tips.put(required(after, "name"), required(after.path("target"), "hash"));
      }
    }
    return tips;
  }

  private static String required(JsonNode node, String field) {
    String text = node.path(field).asString("");
    if (text.isEmpty()) {
      throw new MalformedWebhookException("The push has no " + field + ".");
    }
    return text;
  }
}
