package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// A service's source: a container image.
///
/// @param identifier the image reference as it was given
/// @param repositoryType as it was given
/// @param port where the application listens, 1..65535
/// @param startCommand replaces the image's command; split on blanks, no shell
/// @param environment plain variables of the application; values are never logged
/// @param autoDeployments whether a moved tag deploys by itself
/// @param accessRoleArn stored and shown; registries are asked with the settings' credentials
public record ImageSource(
    String identifier,
    ImageRepositoryType repositoryType,
    int port,
    Optional<String> startCommand,
    Map<String, String> environment,
    boolean autoDeployments,
    Optional<String> accessRoleArn) {

  public ImageSource {
    environment = Map.copyOf(environment);
  }
}
