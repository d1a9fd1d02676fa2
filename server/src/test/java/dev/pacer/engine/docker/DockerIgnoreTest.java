package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerIgnoreTest {

  @ParameterizedTest
  @CsvSource({
    "node_modules, node_modules, false",
    "node_modules, node_modules/a/b.js, false",
    "node_modules, src/node_modules, true",
    "/node_modules/, node_modules, false",
    "./a/../b, b, false",
    "*.md, README.md, false",
    "*.md, docs/README.md, true",
    "*/*.md, docs/README.md, false",
    "**/*.md, README.md, false",
    "**/*.md, a/b/c/README.md, false",
    "**/*.md, a/b/c/README.mdx, true",
    "**/temp, a/b/temp, false",
    "**/temp, a/btemp, true",
    "docs/**, docs/a, false",
    "docs/**, docs, true",
    "docs/**/x, docs/a/b/x, false",
    "docs/**/x, docs/x, false",
    "a?c, abc, false",
    "a?c, a/c, true",
    "a[b-d]c, acc, false",
    "a[b-d]c, aec, true",
    "a[^b-d]c, aec, false",
    "a[^b-d]c, a/c, true",
    "a\\*c, a*c, false",
    "a\\*c, abc, true",
    "*, anything/below, false",
    "*, Dockerfile, true",
    "*, .dockerignore, true",
    "# comment, # comment, true",
    "., anything, true"
  })
  void aRuleLeavesOutOrNot(String rule, String path, boolean taken) {
    DockerIgnore ignore = DockerIgnore.of(List.of(rule));

    assertThat(ignore.takes(path)).isEqualTo(taken);
  }

  @Test
  void theLastRuleThatMatchesDecides() {
    DockerIgnore ignore = DockerIgnore.of(List.of("docs", "!docs/*.md", "", "docs/secret.md"));

    assertThat(ignore.takes("docs/a.md")).isTrue();
    assertThat(ignore.takes("docs/a.txt")).isFalse();
    assertThat(ignore.takes("docs/secret.md")).isFalse();
  }

  @Test
  void aFolderIsLookedIntoOnlyWhenThereAreExceptions() {
    assertThat(DockerIgnore.of(List.of("docs")).looksInto("docs")).isFalse();
    assertThat(DockerIgnore.of(List.of("docs", "!docs/a")).looksInto("docs")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "a[b-", "a\\", "["})
  void aPatternThatIsNotWholeIsRefused(String pattern) {
    assertThatThrownBy(() -> DockerIgnore.of(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooManyRulesAreRefused() {
    List<String> rules = Collections.nCopies(1001, "a");

    assertThatThrownBy(() -> DockerIgnore.of(rules)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Timeout(10)
  void noPatternTakesLong() {
    DockerIgnore ignore = DockerIgnore.of(List.of("**/" + "*a".repeat(100) + "b"));

    assertThat(ignore.takes("a".repeat(200))).isTrue();
  }
}
