package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// A service's source: a container image.
///
/// @param identifier the image reference as it was given
/// @param repositoryType as it was given
/// @param accessRoleArn stored and shown; registries are asked with the settings' credentials
public record ImageSource(
    String identifier,
    ImageRepositoryType repositoryType,
    int port,
    Optional<String> startCommand,
    Map<String, String> environment,
    Map<String, String> secrets,
    boolean autoDeployments,
    Optional<String> accessRoleArn)
    implements Source {

  public ImageSource {
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public boolean namesTheSameAs(Source other) {
    return other instanceof ImageSource image && image.identifier.equals(identifier);
  }
}
