package dev.pacer.cli;

import dev.pacer.app.DataDirectory;
import dev.pacer.app.DockerHosts;
import dev.pacer.build.Repositories;
import dev.pacer.build.RuntimeImages;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.source.git.FolderCommits;
import dev.pacer.source.runtime.RuntimeCatalogue;
import dev.pacer.support.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The quickstart's application as source code, for machines that have an image of its runtime.
final class SampleSource {
  private static final String RUNTIME = "python311";
  private static final List<String> FILES = List.of("apprunner.yaml", "serve.py");

  private SampleSource() {}

  /// Whether it can be built without a registry.
  static boolean isPossible(String engineHost) {
    try (DockerEngine engine =
        DockerEngine.connect(DockerHosts.settings("quickstart", engineHost))) {
      return RuntimeCatalogue.load()
          .find(RUNTIME)
          .flatMap(new RuntimeImages(engine, new RegistryMap(RegistrySettings.NONE))::local)
          .isPresent();
    }
  }

  /// Makes a repository of it.
  ///
  /// @return the SourceConfiguration of a service
  static Map<String, Object> commit(DataDirectory directory, String service) {
    Path repository = directory.deploys().resolve("quickstart").resolve(service + ".git");
    try {
      Path folder = Files.createTempDirectory("pacer-sample-");
      try {
        for (String file : FILES) {
          copy(file, folder);
        }
        var _ = FolderCommits.commit(folder, repository, "The quickstart's sample");
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.of(
        "CodeRepository",
        Map.of(
            "RepositoryUrl",
            Repositories.url(repository),
            "SourceCodeVersion",
            Map.of("Type", "BRANCH", "Value", FolderCommits.BRANCH),
            "CodeConfiguration",
            Map.of("ConfigurationSource", "REPOSITORY")),
        "AutoDeploymentsEnabled",
        false);
  }

  private static void copy(String file, Path folder) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            SampleSource.class.getResourceAsStream("/sample/python/" + file), file)) {
      Files.copy(stream, folder.resolve(file));
    }
  }
}
