package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import dev.pacer.testing.SshGitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Repositories behind OpenSSH's own server.
@Timeout(60)
class SshGitServerIT {
  @TempDir private Path folder;
  private SshGitServer server;
  private Repositories here;

  @BeforeEach
  void aServer() throws IOException {
    server = SshGitServer.start(Files.createDirectory(folder.resolve("ssh")), "ed25519");
    here = Repositories.in(folder);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    here.assertNothingLeft();
  }

  private GitSource source(String url, String key) {
    return Repositories.source(url, new Credentials.SshKey(key));
  }

  private static void assertKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            GitException.class,
            failure -> assertThat(failure.kind()).as("%s", failure.getMessage()).isEqualTo(kind));
  }

  @Test
  void theTipIsFetchedWithTheKey() {
    String url = server.create("shop", Map.of("a", "1"));
    String tip = server.commit("shop", Map.of("b", "2"));
    GitSource source = source(url, server.clientKey());

    Commit newest = here.git().newest(source);
    Map<String, String> files = here.checkOut(source, newest.id());

    assertThat(newest.id()).isEqualTo(tip);
    assertThat(files).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa"})
  void keysOfOtherKindsFetchToo(String type) throws IOException {
    try (SshGitServer other =
        SshGitServer.start(Files.createDirectory(folder.resolve("other")), type)) {
      String url = other.create("shop", Map.of("a", "1"));

      Commit newest = here.git().newest(source(url, other.clientKey()));

      assertThat(newest.id()).hasSize(40);
    }
  }

  @Test
  void anEarlierCommitIsFoundInTheBranchsHistory() {
    String url = server.create("shop", Map.of("z", "0"));
    String first = server.commit("shop", Map.of("a", "1"));
    server.commit("shop", Map.of("a", "2"));

    Map<String, String> files = here.checkOut(source(url, server.clientKey()), first);

    assertThat(files).containsEntry("a", "1");
  }

  @Test
  void aStrangersKeyIsRefused() {
    String url = server.create("shop", Map.of("a", "1"));

    assertKind(Kind.CREDENTIALS, () -> here.git().newest(source(url, server.strangersKey())));
  }

  @Test
  void withoutAKeyCredentialsAreMissing() {
    String url = server.create("shop", Map.of("a", "1"));

    assertThatThrownBy(() -> here.git().newest(Repositories.source(url)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("wants credentials");
  }

  @Test
  void aTokenIsNotForSsh() {
    String url = server.create("shop", Map.of("a", "1"));
    GitSource source = Repositories.source(url, new Credentials.Token("geheim"));

    assertKind(Kind.CREDENTIALS, () -> here.git().newest(source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nZ2VoZWlt\n-----END OPENSSH PRIVATE KEY-----"
      })
  void whatIsNoKeyIsSaidToBeNone(String key) {
    String url = server.create("shop", Map.of("a", "1"));

    assertThatThrownBy(() -> here.git().newest(source(url, key)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageNotContaining("Z2VoZWlt")
        .hasNoCause();
  }

  @Test
  void anUnknownRepositoryIsNotFound() {
    String url = server.create("shop", Map.of("a", "1")).replace("shop.git", "nothing.git");

    assertKind(Kind.NOT_FOUND, () -> here.git().newest(source(url, server.clientKey())));
  }

  @Test
  void aVanishedBranchIsSaidToBeMissing() {
    String url = server.create("shop", Map.of("a", "1"));
    GitSource source =
        new GitSource(url, "feature", Optional.of(new Credentials.SshKey(server.clientKey())));

    assertKind(Kind.BRANCH_NOT_FOUND, () -> here.git().newest(source));
  }

  @Test
  void theFirstHostKeyIsRememberedAndAnotherRefused() throws IOException {
    String url = server.create("shop", Map.of("a", "1"));
    GitSource source = source(url, server.clientKey());
    here.git().newest(source);
    here.git().newest(source);
    server.changeHostKey();

    assertThatThrownBy(() -> here.git().newest(source))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("another key than before");
    assertThat(Files.readAllLines(here.settings.knownHosts())).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    String url = server.create("shop", Map.of("a", "1"));
    server.close();

    assertKind(Kind.UNREACHABLE, () -> here.git().newest(source(url, server.clientKey())));
  }
}
