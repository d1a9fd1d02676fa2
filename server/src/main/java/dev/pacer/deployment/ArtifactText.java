package dev.pacer.deployment;

import dev.pacer.registry.ImageReference;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;

/// The event line that says what a deployment deploys, in App Runner's form. Pure.
final class ArtifactText {
  private ArtifactText() {}

  static String of(Source source) {
    return "Deployment Artifact: "
        + switch (source) {
          case ImageSource image -> image(image);
          case CodeSource code ->
              "[Repo Type: Source], [Repository: %s], [Branch: %s], [SourceDirectory: %s]"
                  .formatted(code.repositoryUrl(), code.branch(), code.directory());
        };
  }

  private static String image(ImageSource source) {
    ImageReference reference = ImageReference.parse(source.identifier());
    String version =
        reference
            .digest()
            .map(digest -> "[Image Digest: " + digest + "]")
            .orElseGet(() -> "[Image Tag: " + reference.tag().orElseThrow() + "]");
    return "[Repo Type: %s], [Image URL: %s], %s"
        .formatted(source.repositoryType(), reference.repository(), version);
  }
}
