package dev.pacer.automation;

import dev.pacer.registry.ImageReference;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;
import java.util.Optional;

/// Where a service's source comes from, so that it is asked once for all services with the same. What
/// it holds at a time is a mark: a commit or a digest.
sealed interface Place {

  /// @param connectionArn with what it is read
  record Branch(String url, String branch, Optional<String> connectionArn) implements Place {}

  /// @param identifier the image's name as the service has it
  record Image(String identifier) implements Place {
    ImageReference reference() {
      return ImageReference.parse(identifier);
    }
  }

  /// The place that a source deploys by itself from; empty for one that does not, or whose image never
  /// moves. App Runner's public images have no automatic deployments.
  static Optional<Place> of(Source source) {
    return Optional.of(source).filter(Source::autoDeployments).flatMap(Place::watchable);
  }

  private static Optional<Place> watchable(Source source) {
    return switch (source) {
      case CodeSource code ->
          Optional.of(new Branch(code.repositoryUrl(), code.branch(), code.connectionArn()));
      case ImageSource image ->
          Optional.of(new Image(image.identifier()))
              .filter(_ -> image.repositoryType() != ImageRepositoryType.ECR_PUBLIC)
              .filter(place -> place.reference().digest().isEmpty())
              .map(place -> place);
    };
  }

  /// What deploys, for the event stream.
  default String reason(String mark) {
    return switch (this) {
      case Branch branch -> "commit " + start(mark, 8) + " on " + branch.branch();
      case Image image ->
          "image "
              + image.reference().tag().orElse(image.identifier())
              + " is now "
              + start(mark, "sha256:".length() + 8);
    };
  }

  private static String start(String mark, int length) {
    return mark.substring(0, Math.min(length, mark.length()));
  }
}
