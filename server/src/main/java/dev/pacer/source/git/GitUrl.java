package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A repository's URL, taken apart and found harmless.
///
/// @param user of ssh; empty otherwise
/// @param port -1 for the scheme's own
/// @param path with its leading `/`, except in the short form of ssh
/// @param shortForm whether it is `user@host:path`, whose path begins in the user's home
record GitUrl(Scheme scheme, String user, String host, int port, String path, boolean shortForm) {
  enum Scheme {
    HTTPS(443),
    HTTP(80),
    SSH(22),
    FILE(-1);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST = 2048;
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");
  private static final Pattern FULL =
      Pattern.compile("(https?|ssh)://(?:([^/@]*)@)?([^/:@\\[]+|\\[[^\\]]*])(?::(\\d{1,5}))?(/.*)");
  private static final Pattern SHORT = Pattern.compile("(?:([^/@:]*)@)?([^/:@]+):(?!//|:)(.+)");

  /// Takes a URL apart.
  ///
  /// @throws GitException when it is none that is read here
  static GitUrl parse(String text, boolean fileUrls) {
    String url = text.strip();
    checkCharacters(url);
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file:")) {
      return file(url.substring("file:".length()), fileUrls);
    }
    int scheme = lower.indexOf("://");
    if (scheme < 0) {
      return shortForm(url);
    }
    Matcher full = FULL.matcher(lower.substring(0, scheme) + url.substring(scheme));
    if (!full.matches()) {
      throw refused(
          "is none that is read here: https://, http://, ssh:// and git@host:path are, with a host"
              + " and a path");
    }
    return full(
        Scheme.valueOf(full.group(1).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(full.group(2)),
        full.group(3),
        Optional.ofNullable(full.group(4)).map(Integer::parseInt).orElse(-1),
        full.group(5));
  }

  private static void checkCharacters(String url) {
    if (url.isEmpty() || url.length() > LONGEST) {
      throw refused("is empty or too long");
    }
    if (url.startsWith("-")) {
      throw refused("begins with '-'");
    }
    if (url.chars().anyMatch(one -> one <= ' ' || one == 0x7f || one == '\\')) {
      throw refused("holds a blank, a backslash or a control character");
    }
    if (url.indexOf('?') >= 0 || url.indexOf('#') >= 0) {
      throw refused("holds '?' or '#'; give the repository's own URL");
    }
  }

  private static GitUrl file(String rest, boolean allowed) {
    if (!allowed) {
      throw refused("is a file: URL, which this server does not read");
    }
    if (!rest.startsWith("///") || rest.length() == 3) {
      throw refused("names no absolute path; write file:///path");
    }
    return new GitUrl(Scheme.FILE, "", "", -1, withoutSlashes(rest.substring(2)), false);
  }

  private static GitUrl shortForm(String url) {
    Matcher matcher = SHORT.matcher(url);
    if (!matcher.matches()) {
      throw refused("is none that is read here: https://, http://, ssh:// and git@host:path are");
    }
    String user = Optional.ofNullable(matcher.group(1)).orElse("git");
    String path = matcher.group(3);
    checkUser(user);
    checkHost(matcher.group(2));
    if (path.startsWith("-")) {
      throw refused("has a path that begins with '-'");
    }
    return new GitUrl(
        Scheme.SSH, user, lowerCase(matcher.group(2)), -1, withoutSlashes(path), true);
  }

  private static GitUrl full(
      Scheme scheme, Optional<String> userInfo, String host, int port, String path) {
    if (userInfo.isPresent() && userInfo.get().indexOf(':') >= 0) {
      throw refused(
          "holds a password; take it out of the URL and give it to a connection, which keeps it"
              + " secret");
    }
    checkHost(host);
    if (port == 0 || port > 65_535) {
      throw refused("has no valid port");
    }
    String cleanPath = withoutSlashes(path);
    if (cleanPath.equals("/")) {
      throw refused("names a host but no repository");
    }
    // The user of an http URL says nothing: Bitbucket's own clone URLs carry one.
    String user = scheme == Scheme.SSH ? userInfo.orElse("git") : "";
    if (scheme == Scheme.SSH) {
      checkUser(user);
    }
    int ownPort = port == scheme.port ? -1 : port;
    return new GitUrl(scheme, user, lowerCase(host), ownPort, cleanPath, false);
  }

  private static String lowerCase(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private static void checkUser(String user) {
    if (!USER.matcher(user).matches()) {
      throw refused("has no valid user name");
    }
  }

  private static void checkHost(String host) {
    if (!HOST.matcher(host).matches()) {
      throw refused("has no valid host name");
    }
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  // Never with the URL itself, which may hold a password.
  private static GitException refused(String what) {
    return new GitException(Kind.REFUSED_URL, "The repository's URL " + what + ".");
  }

  /// The URL as git reads it; it holds no secret.
  String text() {
    String at = user.isEmpty() ? "" : user + "@";
    if (shortForm) {
      return at + host + ":" + path;
    }
    return scheme.text() + "://" + at + host + (port < 0 ? "" : ":" + port) + path;
  }

  /// The port that is connected to.
  int effectivePort() {
    return port < 0 ? scheme.port : port;
  }

  boolean isHttp() {
    return scheme == Scheme.HTTP || scheme == Scheme.HTTPS;
  }

  /// Whether a server at another URL is the same one, so that it may see this one's credentials: the same
  /// scheme, host and port, or `https` where this is `http`, both on their own ports.
  boolean sharesSecretsWith(GitUrl other) {
    boolean upgraded =
        scheme == Scheme.HTTP && other.scheme == Scheme.HTTPS && port < 0 && other.port < 0;
    boolean same = scheme == other.scheme && effectivePort() == other.effectivePort();
    return host.equals(other.host) && (same || upgraded);
  }

  /// The URL of a submodule, which may be relative to this one.
  ///
  /// @throws GitException when it is none that is read here
  GitUrl submodule(String text, boolean fileUrls) {
    if (!text.startsWith("./") && !text.startsWith("../")) {
      return parse(text, fileUrls && scheme == Scheme.FILE);
    }
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.size() <= 1) {
          throw refused("leads above its server");
        }
        parts.removeLast();
      } else if (!part.equals(".") && !part.isEmpty()) {
        parts.add(part);
      }
    }
    GitUrl resolved = new GitUrl(scheme, user, host, port, String.join("/", parts), shortForm);
    return parse(resolved.text(), fileUrls && scheme == Scheme.FILE);
  }
}
