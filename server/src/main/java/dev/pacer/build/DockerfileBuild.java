package dev.pacer.build;

import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.DockerfileRequest;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.source.configuration.BuildConfiguration;
import dev.pacer.source.configuration.ConfigurationException;
import dev.pacer.source.configuration.ConfigurationFile;
import java.util.Map;
import java.util.Optional;

/// Builds by a repository's own `Dockerfile`. Then `apprunner.yaml` is not needed; when it is there, what
/// it says of running the application holds, without its command: that is the image's.
final class DockerfileBuild {
  private static final String FILE = "Dockerfile";

  private final BuildSettings settings;

  DockerfileBuild(BuildSettings settings) {
    this.settings = settings;
  }

  CodeBuilds.Built build(
      BuildTask task, Checkout checkout, ImageBuilder builder, BuildJournal journal)
      throws InterruptedException {
    if (!checkout.has(FILE)) {
      throw BuildException.notBuilt(
          "There is no Dockerfile in %s of the repository, and the tag pacer:build asks for one."
              .formatted(checkout.directory()));
    }
    Optional<BuiltSource.Run> run = run(task, checkout);
    journal.event("Starting source code build.");
    journal.tell("Starting to build your application source code by its Dockerfile.");
    BuiltImage image = built(task, checkout, builder, journal);
    journal.event("Successfully built your application source code.");
    journal.tell("Successfully built your application source code.");
    return new CodeBuilds.Built(
        new PinnedImage(image.id(), image.id()),
        new BuiltSource(checkout.commit().id(), checkout.commit().subject(), run));
  }

  private BuiltImage built(
      BuildTask task, Checkout checkout, ImageBuilder builder, BuildJournal journal)
      throws InterruptedException {
    DockerfileRequest request =
        new DockerfileRequest(
            task.serviceId(),
            checkout.folder(),
            settings.variables(),
            settings.limits(),
            BuiltImages.name(task),
            BuiltImages.labels(task, checkout.commit()));
    try {
      return builder.build(request, journal::output);
    } catch (BuildFailedException failure) {
      throw BuildException.notBuilt(String.valueOf(failure.getMessage()), failure);
    }
  }

  private static Optional<BuiltSource.Run> run(BuildTask task, Checkout checkout) {
    if (task.source().values().isPresent()) {
      return Optional.empty();
    }
    if (!checkout.has(ConfigurationFile.NAME)) {
      return Optional.of(
          new BuiltSource.Run(
              Optional.empty(),
              BuildConfiguration.DEFAULT_PORT,
              Optional.empty(),
              Map.of(),
              Map.of()));
    }
    try {
      BuildConfiguration said = ConfigurationFile.parse(checkout.configuration());
      return Optional.of(
          new BuiltSource.Run(
              Optional.empty(),
              said.port(),
              said.portVariable(),
              said.environment(),
              said.secrets()));
    } catch (ConfigurationException failure) {
      throw BuildException.notBuilt(String.join(" ", failure.problems()), failure);
    }
  }
}
