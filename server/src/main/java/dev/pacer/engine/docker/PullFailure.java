package dev.pacer.engine.docker;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineException.Kind;
import java.util.List;
import java.util.Locale;

/// Reads what went wrong from the words in which engines report failed pulls. They have no codes for
/// it: registry, network and disk all speak through one text. Pure.
final class PullFailure {
  private record Sign(Kind kind, List<String> words) {}

  // The order decides: Docker Hub says "denied" and "does not exist" in one sentence when it does
  // not want to tell, and then other credentials are what can help.
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(Kind.DISK_FULL, List.of("no space left on device", "disk quota exceeded")),
          new Sign(
              Kind.REGISTRY_FAILING,
              List.of(
                  "unexpected http status: 5",
                  "http 5",
                  "http status: 429",
                  "http 429",
                  "toomanyrequests",
                  "too many requests",
                  "connection reset",
                  "server misbehaving",
                  ": eof",
                  "unexpected eof")),
          new Sign(
              Kind.REGISTRY_REFUSED,
              List.of(
                  "unauthorized",
                  "denied",
                  "no basic auth credentials",
                  "authentication required",
                  "forbidden",
                  "incorrect username or password")),
          new Sign(
              Kind.IMAGE_NOT_FOUND,
              List.of(
                  "manifest unknown",
                  "name unknown",
                  "not found",
                  "does not exist",
                  "no matching manifest",
                  "no image found")),
          new Sign(
              Kind.REGISTRY_UNREACHABLE,
              List.of(
                  "dial tcp",
                  "connection refused",
                  "no such host",
                  "no route to host",
                  "network is unreachable",
                  "timeout",
                  "deadline exceeded",
                  "request canceled",
                  "tls:",
                  "x509",
                  "http response to https client")));

  private PullFailure() {}

  static EngineException of(String reference, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    Kind kind =
        SIGNS.stream()
            .filter(sign -> sign.words().stream().anyMatch(words::contains))
            .map(Sign::kind)
            .findFirst()
            .orElse(Kind.OTHER);
    return new EngineException(kind, sentence(kind, reference, words, message));
  }

  static EngineException notOnEngine(String reference) {
    return new EngineException(
        Kind.IMAGE_NOT_FOUND,
        ("The container engine has no image \"%s\". A registry is asked only when the name begins"
                + " with its host, like localhost:5000/%s or docker.io/library/%s.")
            .formatted(reference, reference, reference));
  }

  static EngineException tooSlow(String reference, boolean stalled) {
    return new EngineException(
        Kind.REGISTRY_UNREACHABLE,
        "Pulling the image \"%s\" was given up: %s."
            .formatted(
                reference, stalled ? "there was no progress for too long" : "it took too long"));
  }

  /// The registry sent something else than what it was asked for by its digest.
  static EngineException otherDigest(String reference, String digest) {
    return new EngineException(
        Kind.OTHER,
        "The registry answered the image \"%s\" with another one, %s."
            .formatted(reference, digest));
  }

  private static String sentence(Kind kind, String reference, String words, String message) {
    String what =
        switch (kind) {
          case IMAGE_NOT_FOUND ->
              words.contains("no matching manifest")
                  ? "The image \"%s\" is not built for this machine's architecture"
                  : "The image \"%s\" does not exist in its registry";
          case REGISTRY_REFUSED ->
              "The registry refused to hand out the image \"%s\"; check the credentials that are"
                  + " configured for its host";
          case REGISTRY_UNREACHABLE ->
              "The registry of the image \"%s\" cannot be reached; the setting registries can map its"
                  + " host to another";
          case REGISTRY_FAILING -> "The registry of the image \"%s\" fails at the moment";
          case DISK_FULL -> "The container engine's disk is full; the image \"%s\" was not pulled";
          case UNAVAILABLE, START_REFUSED, OTHER -> "The image \"%s\" could not be pulled";
        };
    return what.formatted(reference) + " (" + message + ").";
  }
}
