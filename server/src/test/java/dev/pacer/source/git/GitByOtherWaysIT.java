package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.certificates.CertificateAuthority;
import dev.pacer.certificates.CertifiedKey;
import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import dev.pacer.testing.GitServer;
import dev.pacer.testing.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS with a company's own authority, proxies, passwords by ssh, and servers that say nothing.
@Timeout(60)
class GitByOtherWaysIT {
  private static final char[] NO_PASSWORD = {};

  @TempDir private Path folder;
  private final Instant now = Clock.systemUTC().instant();
  private final CertificateAuthority authority = CertificateAuthority.create(now);

  private GitServer tlsServer() throws Exception {
    CertifiedKey issued = authority.issue(List.of("localhost"), now);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", issued.key(), NO_PASSWORD, issued.chain().toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return GitServer.startTls(context);
  }

  private static String byName(String url) {
    return url.replace("127.0.0.1", "localhost");
  }

  private Repositories trusting() throws IOException {
    Path bundle = folder.resolve("authorities.pem");
    Files.writeString(bundle, authority.certificatePem());
    Repositories here = Repositories.in(folder);
    return here.with(here.settings.withAuthorities(bundle));
  }

  @Test
  void aCompanysOwnAuthorityIsTrusted() throws Exception {
    Repositories here = trusting();
    try (GitServer server = tlsServer()) {
      String url = byName(server.create("shop", Map.of()));
      String tip = server.commit("shop", Map.of("a", "1"));
      server.requireLogin("ali", "geheim");
      GitSource source = Repositories.source(url, new Credentials.UserPassword("ali", "geheim"));

      Map<String, String> files = here.checkOut(source, tip);

      assertThat(files).containsEntry("a", "1");
    }
  }

  @Test
  void anUnknownAuthorityIsNot() throws Exception {
    Repositories here = Repositories.in(folder);
    try (GitServer server = tlsServer()) {
      GitSource source = Repositories.source(byName(server.create("shop", Map.of("a", "1"))));

      assertThatThrownBy(() -> here.git().newest(source))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("certificate that is not trusted");
    }
  }

  @Test
  void aCertificateForAnotherNameIsNot() throws Exception {
    Repositories here = trusting();
    try (GitServer server = tlsServer()) {
      GitSource source = Repositories.source(server.create("shop", Map.of("a", "1")));

      assertThatThrownBy(() -> here.git().newest(source))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("certificate that is not trusted");
    }
  }

  @Test
  void httpGoesThroughItsProxy() {
    Repositories here = Repositories.in(folder);
    try (GitServer server = GitServer.start();
        HttpProxy proxy = HttpProxy.start()) {
      String url = server.create("shop", Map.of());
      String tip = server.commit("shop", Map.of("a", "1"));
      Repositories through =
          here.with(
              here.settings.withProxies(GitProxies.of(Map.of("http_proxy", proxy.address()))));

      Map<String, String> files = through.checkOut(Repositories.source(url), tip);

      assertThat(files).containsEntry("a", "1");
      assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.contains(" http://127.0.0.1"));
    }
  }

  @Test
  void httpsIsTunnelledAndOnlyTheProxySeesItsLogin() throws Exception {
    Repositories here = trusting();
    try (GitServer server = tlsServer();
        HttpProxy proxy = HttpProxy.start()) {
      String url = byName(server.create("shop", Map.of("a", "1")));
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "http://ali:geheim@" + proxy.address());
      Repositories through = here.with(here.settings.withProxies(GitProxies.of(environment)));

      through.git().newest(Repositories.source(url));

      assertThat(proxy.heads())
          .isNotEmpty()
          .allMatch(head -> head.startsWith("CONNECT localhost:"))
          .allMatch(head -> head.contains("Proxy-Authorization: Basic "));
      assertThat(server.proxyAuthorizations()).isEmpty();
    }
  }

  private SshServer passwordServer(Path repository) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host")));
    server.setPasswordAuthenticator(
        (user, password, _) -> user.equals("ali") && password.equals("geheim"));
    server.setCommandFactory((channel, _) ->
        ProcessShellCommandFactory.INSTANCE.createCommand(
            channel, "git-upload-pack " + repository));
    server.start();
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"geheim", "other"})
  void aPasswordOpensASshServer(String password) throws Exception {
    Repositories here = Repositories.in(folder);
    try (GitServer store = GitServer.start()) {
      store.create("shop", Map.of("a", "1"));
      String tip = store.commit("shop", Map.of("a", "2"));
      SshServer server = passwordServer(store.repository("shop").folder());
      GitSource source =
          Repositories.source(
              "ssh://127.0.0.1:" + server.getPort() + "/shop",
              new Credentials.UserPassword("ali", password));
      try {
        if (password.equals("geheim")) {
          assertThat(here.git().newest(source).id()).isEqualTo(tip);
        } else {
          assertThatThrownBy(() -> here.git().newest(source))
              .isInstanceOfSatisfying(
                  GitException.class,
                  failure -> assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS));
        }
      } finally {
        server.stop(true);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "ssh"})
  void aServerThatSaysNothingIsGivenUp(String scheme) throws Exception {
    Repositories here = Repositories.in(folder);
    Repositories hasty = here.with(here.settings.withLimits(1 << 20, 9, Duration.ofSeconds(2)));
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      GitSource source =
          Repositories.source(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/x");

      assertThatThrownBy(() -> hasty.git().newest(source))
          .isInstanceOfSatisfying(
              GitException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.TOO_SLOW));
      hasty.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "ssh"})
  void anInterruptEndsTheWaitForASilentServer(String scheme) throws Exception {
    Repositories here = Repositories.in(folder);
    CompletableFuture<Exception> ended = new CompletableFuture<>();
    Path target = here.freshFolder();
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      GitSource source =
          Repositories.source(scheme + "://127.0.0.1:" + silent.getLocalPort() + "/x");
      Thread caller = Thread.ofPlatform().start(() -> checkOut(here, source, target, ended));
      var connection = silent.accept();

      caller.interrupt();

      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      Awaitility.await().untilAsserted(here::assertNothingLeft);
      connection.close();
    }
  }

  private static void checkOut(
      Repositories here, GitSource source, Path target, CompletableFuture<Exception> ended) {
    try {
      Commit commit = Commit.of("1234567890123456789012345678901234567890");
      here.git().checkOut(source, commit, target, here.told::add);
      ended.completeExceptionally(new AssertionError("it was not interrupted"));
    } catch (Exception failure) {
      ended.complete(failure);
    }
  }
}
