package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import dev.pacer.testing.GitServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Repositories behind git's own http server.
@Timeout(60)
class GitServerIT {
  private static final String NOWHERE = "1234567890123456789012345678901234567890";
  private static final Credentials LOGIN = new Credentials.UserPassword("ali", "geheim");

  @TempDir private Path folder;
  private GitServer server;
  private Repositories here;

  @BeforeEach
  void aServer() {
    server = GitServer.start();
    here = Repositories.in(folder);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    here.assertNothingLeft();
  }

  private static void assertKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            GitException.class,
            failure -> {
              assertThat(failure.kind()).as("%s", failure.getMessage()).isEqualTo(kind);
              assertThat(Throwables.getStackTrace(failure)).doesNotContain("geheim");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", ""})
  void theNewestCommitIsTheBranchsTip(String branch) {
    String url = server.create("shop", Map.of("a", "1"));
    String tip = server.commit("shop", Map.of("a", "2"));

    Commit newest = here.git().newest(new GitSource(url, branch, Optional.empty()));

    assertThat(newest.id()).isEqualTo(tip);
  }

  @Test
  void aBranchThatVanishedIsSaidToBeMissing() {
    String url = server.create("shop", Map.of("a", "1"));
    server.repository("shop").commit("feature", Map.of("a", "2"));
    server.repository("shop").deleteBranch("feature");

    assertKind(
        Kind.BRANCH_NOT_FOUND,
        () -> here.git().newest(new GitSource(url, "feature", Optional.empty())));
  }

  @Test
  void anEmptyRepositoryHasNoNewestCommit() {
    String url = server.create("shop", Map.of());

    assertKind(
        Kind.BRANCH_NOT_FOUND, () -> here.git().newest(new GitSource(url, "", Optional.empty())));
  }

  @Test
  void anUnknownRepositoryIsNotFound() {
    assertKind(Kind.NOT_FOUND, () -> here.git().newest(Repositories.source(server.url("nothing"))));
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    String url = server.create("shop", Map.of("a", "1"));
    server.close();

    assertKind(Kind.UNREACHABLE, () -> here.git().newest(Repositories.source(url)));
  }

  @Test
  void theTipsFilesAreWritten() {
    String url = server.create("shop", Map.of("a", "1"));
    String tip = server.commit("shop", Map.of("src/b", "2"));

    Map<String, String> files = here.checkOut(Repositories.source(url), tip);

    assertThat(files).containsOnly(Map.entry("a", "1"), Map.entry("src/b", "2"));
  }

  @Test
  void anEarlierCommitIsFetchedByItsId() {
    String url = server.create("shop", Map.of());
    String first = server.commit("shop", Map.of("a", "1"));
    server.commit("shop", Map.of("a", "2"));

    Map<String, String> files = here.checkOut(Repositories.source(url), first);

    assertThat(files).containsEntry("a", "1");
  }

  @Test
  void aCommitBeforeAForcePushIsFetchedAsLongAsTheServerHasIt() {
    String url = server.create("shop", Map.of());
    String first = server.commit("shop", Map.of("a", "1"));
    server.repository("shop").replace("main", Map.of("b", "2"));

    Map<String, String> files = here.checkOut(Repositories.source(url), first);

    assertThat(files).containsOnly(Map.entry("a", "1"));
  }

  @Test
  void aCommitThatTheServerDoesNotHaveIsGone() {
    String url = server.create("shop", Map.of("a", "1"));

    assertKind(Kind.NOT_FOUND, () -> here.checkOut(Repositories.source(url), NOWHERE));
  }

  @Test
  void theRightLoginReads() {
    String url = server.create("shop", Map.of());
    String tip = server.commit("shop", Map.of("a", "1"));
    server.requireLogin("ali", "geheim");

    Map<String, String> files = here.checkOut(Repositories.source(url, LOGIN), tip);

    assertThat(files).containsEntry("a", "1");
  }

  @Test
  void aTokenIsThePasswordOfTheUserForTokens() {
    String url = server.create("shop", Map.of("a", "1"));
    server.requireLogin("x-access-token", "geheim");

    Commit newest = here.git().newest(Repositories.source(url, new Credentials.Token("geheim")));

    assertThat(newest.id()).hasSize(40);
  }

  @Test
  void wrongCredentialsAreSaidToBeWrong() {
    String url = server.create("shop", Map.of("a", "1"));
    server.requireLogin("ali", "other");

    assertKind(Kind.CREDENTIALS, () -> here.git().newest(Repositories.source(url, LOGIN)));
  }

  @Test
  void missingCredentialsAreSaidToBeMissing() {
    String url = server.create("shop", Map.of("a", "1"));
    server.requireLogin("ali", "geheim");

    assertThatThrownBy(() -> here.git().newest(Repositories.source(url)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("wants credentials");
  }

  @Test
  void anSshKeyIsNotForHttp() {
    String url = server.create("shop", Map.of("a", "1"));

    assertKind(
        Kind.CREDENTIALS,
        () -> here.git().newest(Repositories.source(url, new Credentials.SshKey("geheim"))));
  }

  @Test
  void aRedirectToAnotherHostDropsTheCredentials() {
    try (GitServer other = GitServer.start()) {
      String target = other.create("shop", Map.of("a", "1"));
      server.redirect("shop", target.replace("127.0.0.1", "localhost"));

      here.git().newest(Repositories.source(server.url("shop"), LOGIN));

      assertThat(server.authorizations()).isNotEmpty();
      assertThat(other.authorizations()).isEmpty();
    }
  }

  @Test
  void aRedirectToAnotherPortDropsThemToo() {
    try (GitServer other = GitServer.start()) {
      server.redirect("shop", other.create("shop", Map.of("a", "1")));

      here.git().newest(Repositories.source(server.url("shop"), LOGIN));

      assertThat(other.authorizations()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"20000, 1000", "10000000, 3"})
  void tooMuchIsNotFetched(long bytes, int files) {
    String url = server.create("shop", Map.of());
    String tip =
        server.commit(
            "shop", Map.of("a", noise(40_000, 1), "b", noise(40_000, 2), "c", "", "d", "x"));
    Repositories small = here.with(here.settings.withLimits(bytes, files, Duration.ofMinutes(1)));

    assertKind(Kind.TOO_LARGE, () -> small.checkOut(Repositories.source(url), tip));
  }

  private static String noise(int length, long seed) {
    return new java.util.Random(seed)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aFileThatIsSmallOnlyWhilePackedIsRefused() {
    String url = server.create("shop", Map.of());
    String tip = server.commit("shop", Map.of("zeros", "0".repeat(5_000_000)));
    Repositories small = here.with(here.settings.withLimits(1_000_000, 100, Duration.ofMinutes(1)));

    assertKind(Kind.TOO_LARGE, () -> small.checkOut(Repositories.source(url), tip));
  }

  @ParameterizedTest
  @ValueSource(strings = {"info/refs", "git-upload-pack"})
  void aServerThatStallsIsGivenUp(String path) {
    String url = server.create("shop", Map.of());
    String tip = server.commit("shop", Map.of("a", "1"));
    server.stall(path);
    Repositories hasty = here.with(here.settings.withLimits(1 << 20, 100, Duration.ofSeconds(2)));

    assertKind(Kind.TOO_SLOW, () -> hasty.checkOut(Repositories.source(url), tip));
  }

  @ParameterizedTest
  @ValueSource(strings = {"info/refs", "git-upload-pack"})
  void anInterruptEndsAFetch(String path) throws Exception {
    String url = server.create("shop", Map.of());
    String tip = server.commit("shop", Map.of("a", "1"));
    server.stall(path);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Path target = here.freshFolder();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                here.git()
                    .checkOut(Repositories.source(url), Commit.of(tip), target, here.told::add);
                ended.completeExceptionally(new AssertionError("it was not interrupted"));
              } catch (Exception failure) {
                ended.complete(failure);
              }
            });
    Awaitility.await().until(() -> here.told.size() == 1);

    caller.interrupt();

    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aSubmoduleOnTheSameServerIsFetchedWithTheSameLogin() {
    server.create("lib", Map.of());
    String inner = server.commit("lib", Map.of("lib.c", "int x;"));
    String url = server.create("shop", Map.of("a", "1"));
    String tip = commitModule("../lib.git", inner);
    server.requireLogin("ali", "geheim");

    Map<String, String> files = here.checkOut(Repositories.source(url, LOGIN), tip);

    assertThat(files).containsEntry("lib/lib.c", "int x;");
  }

  private String commitModule(String url, String commit) {
    var repository = server.repository("shop");
    return repository.commit(
        repository
            .tree()
            .file(".gitmodules", "[submodule \"lib\"]\n\tpath = lib\n\turl = " + url + "\n")
            .module("lib", commit));
  }

  @Test
  void aSubmoduleOnAnotherServerGetsNoLogin() {
    try (GitServer other = GitServer.start()) {
      String lib = other.create("lib", Map.of());
      String inner = other.commit("lib", Map.of("lib.c", "int x;"));
      String url = server.create("shop", Map.of("a", "1"));
      String tip = commitModule(lib, inner);

      here.checkOut(Repositories.source(url, LOGIN), tip);

      assertThat(server.authorizations()).isNotEmpty();
      assertThat(other.authorizations()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1/lib", "file:///etc", "git@127.0.0.2:lib"})
  void aSubmoduleElsewhereInsideIsRefused(String lib) {
    String url = server.create("shop", Map.of("a", "1"));
    String tip = commitModule(lib, NOWHERE);

    assertKind(Kind.REFUSED_URL, () -> here.checkOut(Repositories.source(url), tip));
  }

  @Test
  void aMissingSubmoduleIsNamed() {
    String url = server.create("shop", Map.of("a", "1"));
    String tip = commitModule("../lib.git", NOWHERE);

    assertThatThrownBy(() -> here.checkOut(Repositories.source(url), tip))
        .isInstanceOf(GitException.class)
        .hasMessageStartingWith("Submodule lib: There is no repository");
  }

  @ParameterizedTest
  @CsvSource({"web, true", "docs, false", "/, true"})
  void aChangeIsSeenBelowItsFolderWithoutFetchingFiles(String directory, boolean changed) {
    String url = server.create("shop", Map.of());
    String before = server.commit("shop", Map.of("web/a", "1", "docs/a", noise(50_000, 3)));
    String after = server.commit("shop", Map.of("web/a", "2"));
    Repositories small = here.with(here.settings.withLimits(20_000, 100, Duration.ofMinutes(1)));

    boolean seen =
        small
            .git()
            .changedBelow(Repositories.source(url), Commit.of(before), Commit.of(after), directory);

    assertThat(seen).isEqualTo(changed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCannotBeComparedHasChanged(boolean filters) {
    String url = server.create("shop", Map.of());
    String before = server.commit("shop", Map.of("docs/a", "1"));
    String after = server.commit("shop", Map.of("web/a", "2"));
    server.repository("shop").configure("uploadpack", "allowfilter", String.valueOf(filters));

    boolean seen =
        here.git()
            .changedBelow(
                Repositories.source(url),
                Commit.of(filters ? NOWHERE : before),
                Commit.of(after),
                "docs");

    assertThat(seen).isTrue();
  }
}
