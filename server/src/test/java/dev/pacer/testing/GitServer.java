package dev.pacer.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A git server on loopback: git's own `http-backend` behind the JDK's http server. Needs Debian's `git`.
public final class GitServer implements AutoCloseable {
  private final HttpServer http;
  private final String scheme;
  private final Path root;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, GitRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> proxyAuthorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String wanted = "";
  private volatile String stalling = "";

  private GitServer(HttpServer http, String scheme, Path root) {
    this.http = http;
    this.scheme = scheme;
    this.root = root;
  }

  /// Without TLS, on a free port of 127.0.0.1.
  public static GitServer start() {
    try {
      return start(HttpServer.create(loopback(), 0), "http");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// With TLS.
  public static GitServer startTls(SSLContext context) {
    try {
      HttpsServer https = HttpsServer.create(loopback(), 0);
      https.setHttpsConfigurator(new HttpsConfigurator(context));
      return start(https, "https");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static GitServer start(HttpServer http, String scheme) throws IOException {
    GitServer server = new GitServer(http, scheme, Files.createTempDirectory("git-server"));
    http.setExecutor(server.threads);
    var _ = http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /// A new repository with a first commit, or none when there are no files; answers its URL.
  public String create(String name, Map<String, String> files) {
    GitRepository repository = GitRepository.create(root.resolve(name + ".git"));
    repositories.put(name, repository);
    if (!files.isEmpty()) {
      var _ = repository.commit(files);
    }
    return url(name);
  }

  /// Adds or replaces files on the default branch, `main`; answers the commit's id.
  public String commit(String name, Map<String, String> files) {
    return repository(name).commit(files);
  }

  /// The repository itself, for all that is rarer.
  public GitRepository repository(String name) {
    return Objects.requireNonNull(repositories.get(name));
  }

  public String url(String name) {
    return scheme + "://127.0.0.1:" + port() + "/" + name + ".git";
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /// From now on every request wants this login.
  public void requireLogin(String user, String password) {
    wanted =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// Answers requests for one repository with a redirect to another URL.
  public void redirect(String name, String url) {
    redirects.put("/" + name + ".git", url);
  }

  /// Lets requests whose path ends so hang until the server is closed: `info/refs` or `git-upload-pack`.
  public void stall(String pathEnd) {
    stalling = pathEnd;
  }

  /// The `Authorization` of every request so far that had one.
  public List<String> authorizations() {
    return authorizations;
  }

  /// Every `Proxy-Authorization` so far, which is no business of this server.
  public List<String> proxyAuthorizations() {
    return proxyAuthorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      proxyAuthorizations.addAll(
          exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
      String path = exchange.getRequestURI().getPath();
      if (!stalling.isEmpty() && path.endsWith(stalling)) {
        closed.await();
      } else if (!wanted.isEmpty() && !wanted.equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (!sendElsewhere(exchange, path)) {
        backend(exchange);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendElsewhere(HttpExchange exchange, String path) throws IOException {
    for (Map.Entry<String, String> redirect : redirects.entrySet()) {
      if (path.startsWith(redirect.getKey())) {
        String rest = path.substring(redirect.getKey().length());
        String query = exchange.getRequestURI().getRawQuery();
        exchange
            .getResponseHeaders()
            .add("Location", redirect.getValue() + rest + (query == null ? "" : "?" + query));
        exchange.sendResponseHeaders(302, -1);
        return true;
      }
    }
    return false;
  }

  private void backend(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    environment(exchange, builder.environment());
    Process process = builder.start();
    try {
      Thread.ofVirtual().start(() -> feed(exchange, process));
      var output = process.getInputStream();
      int status = 200;
      for (String line = line(output); !line.isEmpty(); line = line(output)) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        if (name.equalsIgnoreCase("Status")) {
          status = Integer.parseInt(value.substring(0, 3));
        } else {
          exchange.getResponseHeaders().add(name, value);
        }
      }
      exchange.sendResponseHeaders(status, 0);
      output.transferTo(exchange.getResponseBody());
    } finally {
      process.destroy();
    }
  }

  private static void feed(HttpExchange exchange, Process process) {
    try (var input = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(input);
    } catch (IOException _) {
      // The program or the client is gone; the other half notices.
    }
  }

  private static String line(java.io.InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = stream.read(); one >= 0 && one != '\n'; one = stream.read()) {
      line.append((char) one);
    }
    return line.toString().strip();
  }

  // RFC 3875, and what http-backend reads besides.
  private void environment(HttpExchange exchange, Map<String, String> environment) {
    var headers = exchange.getRequestHeaders();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("HOME", root.toString());
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    String query = exchange.getRequestURI().getRawQuery();
    environment.put("QUERY_STRING", query == null ? "" : query);
    environment.put("REMOTE_ADDR", "127.0.0.1");
    put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    put(environment, "CONTENT_LENGTH", headers.getFirst("Content-Length"));
    put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  /// Ends it; again is harmless.
  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    http.stop(0);
    threads.shutdownNow();
    repositories.values().forEach(GitRepository::close);
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
