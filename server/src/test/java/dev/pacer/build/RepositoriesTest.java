package dev.pacer.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.source.git.GitRepositories;
import dev.pacer.source.git.GitSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoriesTest {
  private static final Path DEPLOYS = Path.of("/var/pacer/deploys");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "file:///var/pacer/deploys/eu-west-1/shop.git, true",
    "file:///var/pacer/deploys/../pacer.db, false",
    "file:///var/pacer/deploys/%2e%2e/secrets, false",
    "file:///var/pacer/deploys-of-others/shop.git, false",
    "file://localhost/var/pacer/deploys/shop.git, false",
    "https://example.com/var/pacer/deploys/shop.git, false",
  })
  void onlyWhatLiesInTheServersOwnFolderIsReadAsItsOwn(String url, boolean isOwn) {
    GitSettings settings = GitSettings.usual(directory, directory.resolve("known_hosts"));
    GitRepositories others = new GitRepositories(settings);
    GitRepositories own = new GitRepositories(settings.withFileUrls(true));

    GitRepositories chosen = new Repositories(others, own, DEPLOYS).of(url);

    assertThat(chosen).isSameAs(isOwn ? own : others);
  }
}
