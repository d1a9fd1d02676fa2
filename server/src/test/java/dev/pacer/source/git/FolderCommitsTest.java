package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCommitsTest {
  @TempDir private Path directory;
  private Path folder;
  private Path repository;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(directory.resolve("shop"));
    repository = directory.resolve("deploys/shop.git");
    Files.writeString(folder.resolve("app.py"), "one\r\n");
  }

  @Test
  void aFolderIsTakenAsItIs() throws Exception {
    Files.createDirectory(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/start"), "#!/bin/sh\n");
    assertThat(folder.resolve("bin/start").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(folder.resolve("latest"), Path.of("app.py"));

    Path taken = taken(FolderCommits.commit(folder, repository, "first"));

    assertThat(files(taken)).containsExactly("app.py", "bin", "bin/start", "latest");
    assertThat(taken.resolve("app.py")).hasContent("one\r\n");
    assertThat(taken.resolve("bin/start")).isExecutable();
    assertThat(taken.resolve("latest")).isSymbolicLink();
  }

  @Test
  void whatTheFolderIgnoresAndItsOwnRepositoryStayThere() throws Exception {
    Files.writeString(folder.resolve(".gitignore"), "secret\n");
    Files.writeString(folder.resolve("secret"), "sesame");
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "broken");

    Path taken = taken(FolderCommits.commit(folder, repository, "first"));

    assertThat(files(taken)).containsExactly(".gitignore", "app.py");
    assertThat(folder.resolve(".git/config")).hasContent("broken");
  }

  @Test
  void aLaterCommitHasWhatIsThereThen() throws Exception {
    Commit first = FolderCommits.commit(folder, repository, "first");
    Files.delete(folder.resolve("app.py"));
    Files.writeString(folder.resolve("app.rb"), "two");

    Commit second = FolderCommits.commit(folder, repository, "second");

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(files(taken(second))).containsExactly("app.rb");
  }

  private Path taken(Commit commit) throws Exception {
    Path target = Files.createTempDirectory(directory, "taken");
    GitSource source =
        new GitSource("file://" + repository, FolderCommits.BRANCH, Optional.empty());
    GitRepositories repositories =
        new GitRepositories(
            GitSettings.usual(directory.resolve("work"), directory.resolve("known_hosts"))
                .withFileUrls(true));
    assertThat(repositories.newest(source).id()).isEqualTo(commit.id());
    repositories.checkOut(source, commit, target, _ -> {});
    return target;
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> !file.equals(root))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
