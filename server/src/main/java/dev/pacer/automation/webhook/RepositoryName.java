package dev.pacer.automation.webhook;

import java.util.Locale;

/// What the URLs of one repository have in common, whatever the protocol, user, port and ending: its host
/// and path in lower case. Two repositories may share one where case matters; then both are looked at,
/// and only the one that changed is deployed.
///
/// @param text `host/path`
public record RepositoryName(String text) {

  /// Of `https://host/path.git`, `ssh://git@host:22/path`, `git@host:path` and the like.
  public static RepositoryName of(String url) {
    String rest = url.strip().toLowerCase(Locale.ROOT);
    int scheme = rest.indexOf("://");
    boolean full = scheme >= 0;
    if (full) {
      rest = rest.substring(scheme + 3);
    }
    int slash = rest.indexOf('/');
    int colon = rest.indexOf(':');
    if (!full && colon >= 0 && (slash < 0 || colon < slash)) {
      rest = rest.substring(0, colon) + "/" + rest.substring(colon + 1);
      slash = colon;
    }
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    return new RepositoryName(host(authority) + "/" + trimmed(path));
  }

  private static String host(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static String trimmed(String path) {
    String trimmed = withoutSlashes(path);
    return trimmed.endsWith(".git")
        ? withoutSlashes(trimmed.substring(0, trimmed.length() - ".git".length()))
        : trimmed;
  }

  private static String withoutSlashes(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end);
  }
}
