package dev.pacer.build;

import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildRequest;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.CodeValues;
import dev.pacer.service.PinnedImage;
import dev.pacer.source.configuration.BuildConfiguration;
import dev.pacer.source.configuration.ConfigurationException;
import dev.pacer.source.configuration.ConfigurationFile;
import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds on a managed runtime, by the commands of `apprunner.yaml` or of the API.
final class RuntimeBuild {
  private final RuntimeCatalogue catalogue;
  private final RuntimeImages images;
  private final HostAuthorities authorities;
  private final BuildSettings settings;

  RuntimeBuild(RuntimeCatalogue catalogue, RuntimeImages images, BuildSettings settings) {
    this.catalogue = catalogue;
    this.images = images;
    this.authorities = new HostAuthorities(settings.authorities());
    this.settings = settings;
  }

  CodeBuilds.Built build(
      BuildTask task, Checkout checkout, ImageBuilder builder, BuildJournal journal)
      throws InterruptedException {
    BuildConfiguration configuration = configuration(task, checkout, journal);
    configuration.notes().forEach(journal::tell);
    ListedRuntime runtime = runtime(configuration, journal);
    ResolvedImage base = images.find(runtime, configuration.runtimeVersion(), journal::tell);
    journal.event("Starting source code build.");
    journal.tell("Starting to build your application source code.");
    BuiltImage image =
        built(builder, request(task, checkout, configuration, runtime, base.id()), journal);
    journal.event("Successfully built your application source code.");
    journal.tell("Successfully built your application source code.");
    return new CodeBuilds.Built(
        new PinnedImage(image.id(), image.id()),
        new BuiltSource(
            checkout.commit().id(), checkout.commit().subject(), run(task, configuration)));
  }

  private static BuildConfiguration configuration(
      BuildTask task, Checkout checkout, BuildJournal journal) {
    try {
      Optional<CodeValues> values = task.source().values();
      if (values.isPresent()) {
        var _ = checkout.folder();
        return BuildConfiguration.of(values.get());
      }
      journal.event("Reading " + ConfigurationFile.NAME + " config file.");
      BuildConfiguration configuration = ConfigurationFile.parse(checkout.configuration());
      journal.event("Successfully Validate configuration file.");
      return configuration;
    } catch (ConfigurationException failure) {
      throw BuildException.notBuilt(String.join(" ", failure.problems()), failure);
    }
  }

  private ListedRuntime runtime(BuildConfiguration configuration, BuildJournal journal) {
    ListedRuntime runtime =
        catalogue
            .find(configuration.runtime().fileName())
            .orElseThrow(() ->
                BuildException.notBuilt(
                    "The runtime "
                        + configuration.runtime().fileName()
                        + " is not in this server's catalogue."));
    Optional<String> version = configuration.runtimeVersion();
    Optional<String> objection = runtime.objection(version);
    if (objection.isEmpty()) {
      return runtime;
    }
    ListedRuntime other =
        catalogue
            .withVersion(runtime.language(), version)
            .orElseThrow(() -> BuildException.notBuilt(objection.get()));
    journal.tell(
        "The runtime %s has no version %s; %s is used, which has it."
            .formatted(runtime.name(), version.orElse(""), other.name()));
    return other;
  }

  private BuildRequest request(
      BuildTask task,
      Checkout checkout,
      BuildConfiguration configuration,
      ListedRuntime runtime,
      String baseImage) {
    HostAuthorities.Trust trust = authorities.of(configuration.runtime().language());
    Map<String, String> environment = new HashMap<>(trust.environment());
    environment.putAll(runtime.environment());
    environment.putAll(settings.variables());
    environment.putAll(configuration.buildEnvironment());
    return new BuildRequest(
        task.operationId().replace("-", ""),
        task.serviceId(),
        baseImage,
        checkout.root(),
        checkout.workingDirectory(),
        trust.files(),
        environment,
        BuildPhases.of(configuration),
        Set.copyOf(runtime.caches()),
        settings.limits(),
        BuiltImages.name(task),
        configuration.port(),
        BuiltImages.labels(task, checkout.commit()));
  }

  private static BuiltImage built(ImageBuilder builder, BuildRequest request, BuildJournal journal)
      throws InterruptedException {
    try {
      return builder.build(request, journal::output);
    } catch (BuildFailedException failure) {
      String reason =
          failure.phase().isEmpty()
              ? String.valueOf(failure.getMessage())
              : "Failed to execute '%s' command. %s"
                  .formatted(BuildPhases.key(failure.phase()), failure.getMessage());
      throw BuildException.notBuilt(reason, failure);
    }
  }

  /// What the repository says of running; empty when the API says it, which may change without a build.
  private static Optional<BuiltSource.Run> run(BuildTask task, BuildConfiguration configuration) {
    return task.source().values().isPresent()
        ? Optional.empty()
        : Optional.of(
            new BuiltSource.Run(
                Optional.of(configuration.runCommand()),
                configuration.port(),
                configuration.portVariable(),
                configuration.environment(),
                configuration.secrets()));
  }
}
