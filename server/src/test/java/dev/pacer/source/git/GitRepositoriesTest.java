package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.source.git.GitException.Kind;
import dev.pacer.testing.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoriesTest {
  private static final String NOWHERE = "1234567890123456789012345678901234567890";

  @TempDir private Path folder;
  private GitRepository repository;
  private Repositories here;

  @BeforeEach
  void aRepository() {
    repository = GitRepository.create(folder.resolve("shop.git"));
    here = Repositories.in(folder);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private GitSource source() {
    return Repositories.source(repository.fileUrl());
  }

  private GitSource source(String branch) {
    return new GitSource(repository.fileUrl(), branch, Optional.empty());
  }

  private void assertHostile(String commit) {
    assertThatThrownBy(() -> here.checkOut(source(), commit))
        .isInstanceOfSatisfying(
            GitException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.HOSTILE_TREE));
  }

  private static void assertKind(Kind kind, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            GitException.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource({"main, main", "'', main", "release/1.0, release/1.0"})
  void theNewestCommitIsTheBranchsTip(String asked, String committed) {
    repository.commit(Map.of("a", "1"));
    String tip = repository.commit(committed, Map.of("a", "2"));

    Commit newest = here.git().newest(source(asked));

    assertThat(newest).isEqualTo(new Commit(tip, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "mai", "ma*n", "a..b", "main/", " "})
  void aBranchThatIsNotThereIsSaidToBeMissing(String branch) {
    repository.commit(Map.of("a", "1"));

    assertKind(Kind.BRANCH_NOT_FOUND, () -> here.git().newest(source(branch)));
  }

  @Test
  void aBranchThatVanishedIsSaidToBeMissing() {
    repository.commit("feature", Map.of("a", "1"));
    repository.deleteBranch("feature");

    assertKind(Kind.BRANCH_NOT_FOUND, () -> here.git().newest(source("feature")));
  }

  @Test
  void anEmptyRepositoryHasNoNewestCommit() {
    assertThatThrownBy(() -> here.git().newest(source("")))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("no commit yet");
  }

  @Test
  void aFolderThatIsNoRepositoryIsNotFound() {
    GitSource source = Repositories.source("file://" + folder);

    assertKind(Kind.NOT_FOUND, () -> here.git().newest(source));
  }

  @Test
  void fileUrlsAreReadOnlyWhereAllowed() {
    repository.commit(Map.of("a", "1"));
    Repositories closed = here.with(here.settings.withFileUrls(false));

    assertKind(Kind.REFUSED_URL, () -> closed.git().newest(source()));
  }

  @Test
  void aCommitsFilesAreWrittenWithoutAnythingOfGit() {
    String commit = repository.commit(Map.of("a", "1", "src/main/b", "2", "src/c", "3"));

    Map<String, String> files = here.checkOut(source(), commit);

    assertThat(files)
        .containsOnly(Map.entry("a", "1"), Map.entry("src/main/b", "2"), Map.entry("src/c", "3"));
  }

  @Test
  void anEarlierCommitCanBeCheckedOut() {
    String first = repository.commit(Map.of("a", "1"));
    repository.commit(Map.of("a", "2"));

    Map<String, String> files = here.checkOut(source(), first);

    assertThat(files).containsEntry("a", "1");
  }

  @Test
  void aCommitThatIsNotThereIsSaidToBeGone() {
    repository.commit(Map.of("a", "1"));

    assertKind(Kind.NOT_FOUND, () -> here.checkOut(source(), NOWHERE));
  }

  @Test
  void onlyExecutableFilesAreExecutable() throws Exception {
    String commit =
        repository.commit(repository.tree().file("data", "x").executable("run", "#!/bin/sh"));
    Path target = here.freshFolder();

    here.git().checkOut(source(), Commit.of(commit), target, here.told::add);

    assertThat(Files.getPosixFilePermissions(target.resolve("run")))
        .contains(PosixFilePermission.OWNER_EXECUTE);
    assertThat(Files.getPosixFilePermissions(target.resolve("data")))
        .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
  }

  @Test
  void linksInsideAreKept() {
    String commit =
        repository.commit(
            repository
                .tree()
                .file("a", "1")
                .folder("b", repository.tree().link("up", "../a"))
                .link("c", "a"));

    Map<String, String> files = here.checkOut(source(), commit);

    assertThat(files).containsEntry("b/up", "-> ../a").containsEntry("c", "-> a");
  }

  @Test
  void attributesConvertNothing() {
    String commit =
        repository.commit(
            Map.of(".gitattributes", "* text eol=crlf filter=evil ident\n", "a", "1\n$Id$\n"));

    Map<String, String> files = here.checkOut(source(), commit);

    assertThat(files).containsEntry("a", "1\n$Id$\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        ".git",
        ".GIT",
        "git~1",
        "../evil",
        "/evil",
        "a/../../evil",
        "a\nb",
        ""
      })
  void aTreeWithAHostileNameIsRefused(String name) {
    String file = repository.commit(repository.tree().file(name, "x"));
    String below =
        repository.commit(repository.tree().folder("a", repository.tree().file(name, "x")));
    String nested =
        repository.commit(repository.tree().folder(name, repository.tree().file("x", "x")));

    assertHostile(file);
    assertHostile(below);
    assertHostile(nested);
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "..", "../x", "a/../../x", "", "a\u0000b"})
  void aTreeWithAHostileLinkIsRefused(String target) {
    String commit = repository.commit(repository.tree().link("link", target));

    assertHostile(commit);
  }

  @Test
  void nothingIsWrittenThroughALink() {
    String commit =
        repository.commit(
            repository
                .tree()
                .link("a", "b")
                .folder("a", repository.tree().file("x", "through"))
                .folder("b", repository.tree().file("y", "y")));

    assertHostile(commit);
  }

  @Test
  void aNameThatComesTwiceIsRefused() {
    String commit = repository.commit(repository.tree().file("a", "1").file("a", "2"));

    assertHostile(commit);
  }

  @Test
  void aTreeThatRepeatsItselfWithoutEndIsBounded() {
    GitRepository.Tree bomb = repository.tree().file("f", "x");
    for (int level = 0; level < 12; level++) {
      GitRepository.Tree below = bomb;
      bomb = repository.tree();
      for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
        bomb.folder(name, below);
      }
    }
    String commit = repository.commit(bomb);
    Repositories small = here.with(here.settings.withLimits(1 << 20, 500, Duration.ofMinutes(1)));

    assertKind(Kind.TOO_LARGE, () -> small.checkOut(source(), commit));
  }

  @ParameterizedTest
  @CsvSource({"1000, 2", "9, 100"})
  void tooManyFilesOrBytesAreRefused(long bytes, int files) {
    String commit = repository.commit(Map.of("a", "12345", "b", "12345", "c", "12345"));
    Repositories small = here.with(here.settings.withLimits(bytes, files, Duration.ofMinutes(1)));

    assertKind(Kind.TOO_LARGE, () -> small.checkOut(source(), commit));
  }

  @Test
  void filesInGitLfsAreToldOf() {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n";
    String commit = repository.commit(Map.of("a", pointer, "b", pointer, "c", "content"));

    here.checkOut(source(), commit);

    assertThat(here.told)
        .contains("Warning: 2 files are Git LFS pointers; their content is not fetched.");
  }

  @Test
  void submodulesAreCheckedOutWhereTheyBelong() {
    try (GitRepository library = GitRepository.create(folder.resolve("lib.git"))) {
      String inner = library.commit(Map.of("lib.c", "int x;"));
      String commit = repository.commit(withModule("../lib.git", inner));

      Map<String, String> files = here.checkOut(source(), commit);

      assertThat(files).containsEntry("lib/lib.c", "int x;").containsEntry("a", "1");
    }
  }

  private GitRepository.Tree withModule(String url, String commit) {
    return repository
        .tree()
        .file(".gitmodules", "[submodule \"lib\"]\n\tpath = lib\n\turl = " + url + "\n")
        .file("a", "1")
        .module("lib", commit);
  }

  @Test
  void withoutTheSettingASubmoduleIsAnEmptyFolderAndAWarning() {
    String commit = repository.commit(withModule("../lib.git", NOWHERE));
    Repositories plain = here.with(here.settings.withSubmodules(false));

    Map<String, String> files = plain.checkOut(source(), commit);

    assertThat(files).containsEntry("lib", "/");
    assertThat(plain.told).anyMatch(line -> line.startsWith("Warning: submodule lib stays empty"));
  }

  @Test
  void aSubmoduleThatContainsItselfEnds() {
    String first = repository.commit(Map.of("a", "1"));
    String commit = first;
    for (int level = 0; level < 6; level++) {
      commit = repository.commit(withModule("../shop.git", commit));
    }
    String deep = commit;

    assertKind(Kind.TOO_LARGE, () -> here.checkOut(source(), deep));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/x",
        "http://localhost:1/x",
        "http://[::1]:1/x",
        "ssh://git@10.0.0.1/x",
        "git@169.254.169.254:x",
        "ext::sh",
        "git://example.com/x"
      })
  void aSubmoduleAtAnInternalAddressIsRefused(String url) {
    String commit = repository.commit(withModule(url, NOWHERE));

    assertThatThrownBy(() -> here.checkOut(source(), commit))
        .isInstanceOfSatisfying(
            GitException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(Kind.REFUSED_URL);
              assertThat(refused).hasMessageStartingWith("Submodule lib");
            });
  }

  @Test
  void aLinkIntoASubmoduleCannotLeadOutByItsLinks() {
    try (GitRepository library = GitRepository.create(folder.resolve("lib.git"))) {
      String inner = library.commit(library.tree().file("x", "x").link("up", "."));
      String modules = "[submodule \"lib\"]\n\tpath = lib\n\turl = ../lib.git\n";
      String commit =
          repository.commit(
              repository
                  .tree()
                  .file(".gitmodules", modules)
                  .link("evil", "lib/up/../../x")
                  .module("lib", inner));

      assertHostile(commit);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,         true",
    "'',        true",
    "web,       true",
    "/web/,     true",
    "web/src,   true",
    "./web,     true",
    "docs/..,   true",
    "docs,      false",
    "/docs,     false",
    "docs/a,    false",
    "web/other, false",
    "nothing,   false"
  })
  void aChangeIsSeenBelowItsFolder(String directory, boolean changed) {
    String before =
        repository.commit(Map.of("web/src/a", "1", "web/other/a", "1", "docs/a", "1", "top", "1"));
    String after = repository.commit(Map.of("web/src/a", "2"));

    boolean seen =
        here.git().changedBelow(source(), Commit.of(before), Commit.of(after), directory);

    assertThat(seen).isEqualTo(changed);
  }

  @Test
  void aFolderThatAppearsOrGoesIsAChange() {
    String before = repository.commit(Map.of("a", "1"));
    String after = repository.commit(Map.of("web/a", "1"));

    boolean appeared =
        here.git().changedBelow(source(), Commit.of(before), Commit.of(after), "web");
    boolean gone = here.git().changedBelow(source(), Commit.of(after), Commit.of(before), "web");

    assertThat(appeared).isTrue();
    assertThat(gone).isTrue();
  }

  @Test
  void withoutTheEarlierCommitEverythingHasChanged() {
    String after = repository.commit(Map.of("a", "1"));

    boolean changed =
        here.git().changedBelow(source(), Commit.of(NOWHERE), Commit.of(after), "docs");

    assertThat(changed).isTrue();
  }

  @Test
  void theSameCommitHasNotChanged() {
    boolean changed =
        here.git().changedBelow(source(), Commit.of(NOWHERE), Commit.of(NOWHERE), "/");

    assertThat(changed).isFalse();
  }

  @Test
  void aFolderThatIsNotEmptyIsNotWrittenInto() throws IOException {
    String commit = repository.commit(Map.of("a", "1"));
    Path target = here.freshFolder();
    Files.writeString(target.resolve("mine"), "mine");

    assertThatThrownBy(
            () -> here.git().checkOut(source(), Commit.of(commit), target, here.told::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMachinesConfigurationIsNotRead() throws Exception {
    here.git();

    var user = SystemReader.getInstance().getUserConfig();

    assertThat(user.getSections()).isEmpty();
    assertThat(SystemReader.getInstance().getenv("GIT_SSH")).isNull();
  }
}
