package dev.pacer.automation.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A tag that was pushed to a registry.
///
/// @param deliveryId what the registry calls the event; empty when it does not name it
/// @param repository the image's path in the registry
record ImageMove(
    Optional<String> deliveryId, String repository, String tag, Optional<String> digest) {

  /// Reads what the `distribution` registry, Docker Hub or GitHub's registry sends. Events other than
  /// pushes of tags say nothing.
  ///
  /// @throws MalformedWebhookException when it is of no such form
  static List<ImageMove> of(JsonNode body) {
    if (body.path("events").isArray()) {
      return ofDistribution(body.path("events"));
    }
    if (body.has("push_data")) {
      return one(body.path("repository").path("repo_name"), body.path("push_data").path("tag"), "");
    }
    return Stream.of("registry_package", "package")
        .filter(body::has)
        .findFirst()
        .map(field -> ofGitHub(body.path(field)))
        .orElseThrow(() ->
            new MalformedWebhookException(
                "The body has neither events (distribution), nor push_data (Docker Hub), nor"
                    + " registry_package (GitHub)."));
  }

  private static List<ImageMove> ofDistribution(JsonNode events) {
    List<ImageMove> moves = new ArrayList<>();
    for (JsonNode event : events) {
      JsonNode target = event.path("target");
      if (event.path("action").asString("").equals("push")) {
        one(target.path("repository"), target.path("tag"), target.path("digest").asString(""))
            .forEach(move ->
                moves.add(
                    new ImageMove(
                        given(event.path("id")), move.repository, move.tag, move.digest)));
      }
    }
    return moves;
  }

  private static List<ImageMove> ofGitHub(JsonNode entry) {
    JsonNode tag = entry.path("package_version").path("container_metadata").path("tag");
    String name = entry.path("name").asString("");
    String owner = entry.path("namespace").asString("");
    // The namespace holds the owner, and in some events the package as well.
    String repository = owner.endsWith("/" + name) ? owner : owner + "/" + name;
    return given(tag.path("name")).stream()
        .map(text -> new ImageMove(Optional.empty(), repository, text, given(tag.path("digest"))))
        .toList();
  }

  private static List<ImageMove> one(JsonNode repository, JsonNode tag, String digest) {
    return given(repository).isEmpty() || given(tag).isEmpty()
        ? List.of()
        : List.of(
            new ImageMove(
                Optional.empty(),
                repository.asString(""),
                tag.asString(""),
                Optional.of(digest).filter(text -> !text.isEmpty())));
  }

  private static Optional<String> given(JsonNode node) {
    return Optional.of(node.asString("")).filter(text -> !text.isEmpty());
  }
}
