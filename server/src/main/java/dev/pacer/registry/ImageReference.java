package dev.pacer.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a container image: `[host[:port]/]path[:tag][@digest]`.
///
/// The grammar is the one of the OCI distribution specification; what counts as a host is Docker's
/// rule: the part before the first slash, when it has a dot, a colon or an upper-case letter, or is
/// `localhost`.
///
/// @param host the registry, with its port; empty for an image that the engine has itself
/// @param path the repository inside the registry
/// @param tag empty when the reference is by digest alone; `latest` when nothing was said
/// @param digest `sha256:…` or `sha512:…`; wins over the tag when both are there
public record ImageReference(
    Optional<String> host, String path, Optional<String> tag, Optional<String> digest) {

  private static final int LONGEST_TEXT = 1024;
  private static final int LONGEST_NAME = 255;
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:]{2,39}]"
              + "|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)"
              + "(?::[0-9]{1,5})?");
  private static final Pattern PATH_PART = Pattern.compile("[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
  private static final Pattern ECR_HOST =
      Pattern.compile("[0-9]{12}\\.dkr\\.ecr(?:-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?");

  /// Reads a reference.
  ///
  /// @throws IllegalArgumentException with one sentence that names the text and what is wrong in it
  public static ImageReference parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The image name is empty.");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "The image name has %d characters; at most %d are allowed."
              .formatted(text.length(), LONGEST_TEXT));
    }
    int at = text.indexOf('@');
    Optional<String> digest =
        at < 0 ? Optional.empty() : Optional.of(digest(text, text.substring(at + 1)));
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    Optional<String> tag =
        colon < 0 ? Optional.empty() : Optional.of(tag(text, named.substring(colon + 1)));
    if (tag.isEmpty() && digest.isEmpty()) {
      tag = Optional.of("latest");
    }
    return named(text, colon < 0 ? named : named.substring(0, colon), tag, digest);
  }

  /// The same image in another registry. The target is a host, optionally followed by a path that
  /// is put before the image's own, as caching registries want it.
  ImageReference at(String target) {
    if (target.isEmpty()) {
      return new ImageReference(Optional.empty(), path, tag, digest);
    }
    int slash = target.indexOf('/');
    String newHost = slash < 0 ? target : target.substring(0, slash);
    String newPath = slash < 0 ? path : target.substring(slash + 1) + "/" + path;
    return new ImageReference(Optional.of(newHost), newPath, tag, digest);
  }

  /// Whether the image is in a private repository of Amazon's registry.
  public boolean isEcr() {
    return host.filter(name -> ECR_HOST.matcher(name).matches()).isPresent();
  }

  /// Whether the image is in Amazon's public registry.
  public boolean isEcrPublic() {
    return host.filter("public.ecr.aws"::equals).isPresent();
  }

  /// The reference without tag and digest.
  public String repository() {
    return host.map(name -> name + "/").orElse("") + path;
  }

  /// The canonical text, with the default tag spelled out; [#parse] of it gives an equal reference.
  @Override
  public String toString() {
    return repository()
        + tag.map(text -> ":" + text).orElse("")
        + digest.map(text -> "@" + text).orElse("");
  }

  private static ImageReference named(
      String text, String name, Optional<String> tag, Optional<String> digest) {
    if (name.length() > LONGEST_NAME) {
      throw wrong(text, "its name has more than %d characters".formatted(LONGEST_NAME));
    }
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (!isHost(first)) {
      return new ImageReference(Optional.empty(), path(text, name), tag, digest);
    }
    requireHost(text, first);
    return new ImageReference(
        Optional.of(first), path(text, name.substring(slash + 1)), tag, digest);
  }

  private static boolean isHost(String first) {
    return first.contains(".")
        || first.contains(":")
        || first.equals("localhost")
        || !first.toLowerCase(Locale.ROOT).equals(first);
  }

  static void requireHost(String text, String host) {
    if (!HOST.matcher(host).matches()) {
      throw wrong(text, "\"%s\" is not a registry host".formatted(host));
    }
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      int port = Integer.parseInt(host.substring(colon + 1));
      if (port < 1 || port > 65_535) {
        throw wrong(text, "port %d is not between 1 and 65535".formatted(port));
      }
    }
  }

  static String path(String text, String path) {
    for (String part : path.split("/", -1)) {
      if (!PATH_PART.matcher(part).matches()) {
        throw wrong(
            text,
            "\"%s\" is not a part of a repository name (lower-case letters and digits, with single"
                    .formatted(part)
                + " dots, one or two underscores or dashes between them)");
      }
    }
    return path;
  }

  private static String tag(String text, String tag) {
    if (!TAG.matcher(tag).matches()) {
      throw wrong(
          text,
          "\"%s\" is not a tag (letters, digits, underscores, dots and dashes, at most 128)"
              .formatted(tag));
    }
    return tag;
  }

  private static String digest(String text, String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw wrong(
          text, "\"%s\" is not a digest (sha256: and 64 hexadecimal digits)".formatted(digest));
    }
    return digest;
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(
        "The image name \"%s\" is wrong: %s.".formatted(text, what));
  }
}
