package dev.pacer.source.git;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// By which proxies http servers are reached: what the usual environment variables say, `http_proxy`,
/// `https_proxy`, `all_proxy` and `no_proxy`, in either case, the lower one first.
public final class GitProxies {
  /// A proxy and what it wants to see.
  private record Via(InetSocketAddress address, Optional<String> authorization) {}

  private final Optional<Via> http;
  private final Optional<Via> https;
  private final List<String> exceptions;

  private GitProxies(Optional<Via> http, Optional<Via> https, List<String> exceptions) {
    this.http = http;
    this.https = https;
    this.exceptions = exceptions;
  }

  public static GitProxies none() {
    return new GitProxies(Optional.empty(), Optional.empty(), List.of());
  }

  /// Those of a process's environment. What is no proxy's URL is taken for none.
  public static GitProxies of(Map<String, String> environment) {
    Optional<Via> all = via(environment, "all_proxy");
    return new GitProxies(
        via(environment, "http_proxy").or(() -> all),
        via(environment, "https_proxy").or(() -> all),
        value(environment, "no_proxy").stream()
            .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .toList());
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(text -> !text.isBlank());
  }

  private static Optional<Via> via(Map<String, String> environment, String name) {
    return value(environment, name).flatMap(GitProxies::parse);
  }

  private static Optional<Via> parse(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      Optional<String> authorization =
          Optional.ofNullable(uri.getUserInfo()).map(GitProxies::basic);
      return Optional.of(
          new Via(InetSocketAddress.createUnresolved(uri.getHost(), port), authorization));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /// By which one a host is reached; [Proxy#NO_PROXY] when directly.
  Proxy proxyFor(boolean tls, String host, int port) {
    // Resolved late, so that a proxy's address may change.
    return via(tls, host, port)
        .map(Via::address)
        .map(to -> new InetSocketAddress(to.getHostString(), to.getPort()))
        .map(address -> new Proxy(Proxy.Type.HTTP, address))
        .orElse(Proxy.NO_PROXY);
  }

  /// What that one wants to see.
  Optional<String> authorizationFor(boolean tls, String host, int port) {
    return via(tls, host, port).flatMap(Via::authorization);
  }

  private Optional<Via> via(boolean tls, String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean direct = exceptions.stream().anyMatch(entry -> matches(entry, name, port));
    return direct ? Optional.empty() : tls ? https : http;
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String suffix = ":" + port;
    String name =
        entry.endsWith(suffix) ? entry.substring(0, entry.length() - suffix.length()) : entry;
    String bare = name.startsWith(".") ? name.substring(1) : name;
    return host.equals(bare) || host.endsWith("." + bare);
  }
}
