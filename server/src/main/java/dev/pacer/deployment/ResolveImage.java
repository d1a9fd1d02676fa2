package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.PullProgress;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.operation.StepFailedException;
import dev.pacer.registry.ImageReference;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.Map;

/// Finds out what the image reference means now, brings the image to the engine and pins the version
/// to it; its output is the image's digest then. A version that is pinned already (a resumed service,
/// a changed configuration) stays as it is, and the output is empty.
final class ResolveImage implements Step {
  static final String NAME = "resolve-image";

  private final ComputeEngine engine;
  private final Images images;
  private final ServiceStore services;
  private final BuildImage builds;
  private final ServiceLogs logs;

  ResolveImage(
      ComputeEngine engine,
      Images images,
      ServiceStore services,
      BuildImage builds,
      ServiceLogs logs) {
    this.engine = engine;
    this.images = images;
    this.services = services;
    this.builds = builds;
    this.logs = logs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String run(OperationRun run) throws InterruptedException {
    Version version = run.version();
    if (version.image().isPresent()) {
      refuseSecrets(version.secrets());
      return wasLookedUp(run, version) ? version.image().get().digest() : "";
    }
    logs.event(run.service(), ArtifactText.of(version.configuration().source()));
    return switch (version.configuration().source()) {
      case ImageSource image -> pull(run, version, image);
      case CodeSource code -> builds.build(run, version, code);
    };
  }

  /// Whether this operation pinned the version, before a crash cut it off: the versions that it does
  /// not look up came with their image.
  private boolean wasLookedUp(OperationRun run, Version version) {
    return switch (run.operation().type()) {
      case CREATE_SERVICE, START_DEPLOYMENT -> true;
      case UPDATE_SERVICE ->
          version.restoredVersion().isEmpty() && bringsItsOwnSource(run, version);
      case PAUSE_SERVICE, RESUME_SERVICE, DELETE_SERVICE -> false;
    };
  }

  private boolean bringsItsOwnSource(OperationRun run, Version version) {
    return run.service()
        .servingVersionNumber()
        .map(serving -> services.version(version.serviceId(), serving).configuration().source())
        .filter(version.configuration().source()::namesTheSameAs)
        .isEmpty();
  }

  private String pull(OperationRun run, Version version, ImageSource source) {
    refuseSecrets(source.secrets());
    Service service = run.service();
    String operationId = run.operation().id();
    ImageReference reference = ImageReference.parse(source.identifier());
    logs.event(service, "Pulling image " + reference.repository() + " from ECR repository.");
    logs.deployment(service, operationId, "Starting to pull your application image.");
    ResolvedImage image = resolve(reference, text -> logs.deployment(service, operationId, text));
    services.pinImage(version.pinnedTo(new PinnedImage(image.id(), image.digest())));
    logs.event(service, "Successfully copied the image from ECR.");
    logs.deployment(service, operationId, "Successfully pulled your application image from ECR.");
    logs.deployment(service, operationId, "The image is " + image.digest() + ".");
    return image.digest();
  }

  /// An application that is started without its secrets would fail for a reason that nobody sees.
  private static void refuseSecrets(Map<String, String> secrets) {
    if (!secrets.isEmpty()) {
      throw new StepFailedException(FailureTexts.noSecrets());
    }
  }

  private ResolvedImage resolve(ImageReference reference, PullProgress progress) {
    try {
      ResolvedImage image = images.resolve(reference, progress);
      String wanted = engine.info().architecture();
      if (!image.architecture().isEmpty() && !image.architecture().equals(wanted)) {
        throw new StepFailedException(FailureTexts.wrongArchitecture(image.architecture(), wanted));
      }
      return image;
    } catch (EngineException failure) {
      throw new StepFailedException(FailureTexts.pull(failure), failure);
    }
  }
}
