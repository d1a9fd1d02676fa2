package dev.pacer.build;

import dev.pacer.connection.Credentials;
import dev.pacer.service.CodeSource;
import java.util.Optional;

/// What is built, and for whom.
///
/// @param serviceId whose caches are used
/// @param version the number of the version that gets the image
/// @param operationId names the build: one that was cut off is begun again under the same name
/// @param credentials what the repository is read with; empty for one that everybody may read
/// @param recipe who says how it is built
public record BuildTask(
    String serviceId,
    int version,
    String operationId,
    CodeSource source,
    Optional<Credentials> credentials,
    Recipe recipe) {

  /// Who says how it is built.
  public enum Recipe {
    /// A managed runtime with the commands of `apprunner.yaml` or of the API.
    RUNTIME,
    /// The repository's own `Dockerfile` (`pacer:build=dockerfile`).
    DOCKERFILE
  }
}
