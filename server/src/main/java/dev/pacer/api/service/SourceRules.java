package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.ImageConfiguration;
import dev.pacer.api.shapes.ImageRepository;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.registry.ImageReference;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.InstanceSize;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of a service's source: what a new one is filled up with, and what an update may change.
/// Pure.
final class SourceRules {
  private static final int DEFAULT_PORT = 8080;

  private SourceRules() {}

  static ImageSource forNew(SourceConfiguration asked, InstanceSize size) {
    ImageRepository repository = requireImage(asked);
    ImageRepositoryType type = ImageRepositoryType.valueOf(repository.imageRepositoryType());
    ImageSource blank =
        new ImageSource(
            "", type, DEFAULT_PORT, Optional.empty(), Map.of(), false, Optional.empty());
    return merge(blank, asked, repository, size, type == ImageRepositoryType.ECR);
  }

  static ImageSource forUpdate(
      ImageSource current, @Nullable SourceConfiguration asked, InstanceSize size) {
    if (asked == null) {
      return current;
    }
    if (asked.imageRepository() == null && asked.codeRepository() == null) {
      return withoutRepository(current, asked);
    }
    ImageRepository repository = requireImage(asked);
    if (!repository.imageRepositoryType().equals(current.repositoryType().name())) {
      throw ApiErrors.invalidRequest(
          "The image repository type cannot be changed in UpdateService request");
    }
    return merge(current, asked, repository, size, current.autoDeployments());
  }

  private static ImageSource withoutRepository(ImageSource current, SourceConfiguration asked) {
    return new ImageSource(
        current.identifier(),
        current.repositoryType(),
        current.port(),
        current.startCommand(),
        current.environment(),
        autoDeployments(current.repositoryType(), asked, current.autoDeployments()),
        accessRole(asked).or(current::accessRoleArn));
  }

  private static ImageSource merge(
      ImageSource current,
      SourceConfiguration asked,
      ImageRepository repository,
      InstanceSize size,
      boolean autoDeploymentsByDefault) {
    ImageConfiguration image = repository.imageConfiguration();
    refuseSecrets(image, size);
    return new ImageSource(
        identifier(repository.imageIdentifier()),
        current.repositoryType(),
        image == null || image.port() == null ? current.port() : port(image.port()),
        image == null
            ? current.startCommand()
            : Optional.ofNullable(image.startCommand()).or(current::startCommand),
        image == null || image.runtimeEnvironmentVariables() == null
            ? current.environment()
            : environment(image.runtimeEnvironmentVariables()),
        autoDeployments(current.repositoryType(), asked, autoDeploymentsByDefault),
        accessRole(asked).or(current::accessRoleArn));
  }

  private static ImageRepository requireImage(SourceConfiguration asked) {
    if (asked.codeRepository() != null && asked.imageRepository() != null) {
      throw ApiErrors.invalidRequest(
          "SourceConfiguration must have either a CodeRepository or an ImageRepository, not both.");
    }
    if (asked.codeRepository() != null) {
      throw ConfigurationRules.notYet("CodeRepository");
    }
    if (asked.imageRepository() == null) {
      throw ApiErrors.invalidRequest(
          "SourceConfiguration must have either a CodeRepository or an ImageRepository.");
    }
    return asked.imageRepository();
  }

  private static String identifier(String identifier) {
    try {
      ImageReference.parse(identifier);
      return identifier;
    } catch (IllegalArgumentException malformed) {
      throw ApiErrors.invalidRequest("The image identifier isn't valid. " + malformed.getMessage());
    }
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw ApiErrors.invalidRequest(
        "The port must be a number from 1 to 65535. Port: '"
            + text.substring(0, Math.min(20, text.length()))
            + "'");
  }

  private static Map<String, String> environment(Map<String, String> asked) {
    for (String name : asked.keySet()) {
      if (name.equals("PORT") || name.startsWith("AWSAPPRUNNER")) {
        throw ApiErrors.invalidRequest(
            "The environment variable name '"
                + name
                + "' is reserved. Reserved are PORT and names that start with AWSAPPRUNNER.");
      }
      if (name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw ApiErrors.invalidRequest(
            "An environment variable name must not contain '=' or a NUL character.");
      }
    }
    return asked;
  }

  private static void refuseSecrets(@Nullable ImageConfiguration image, InstanceSize size) {
    if (image == null
        || image.runtimeEnvironmentSecrets() == null
        || image.runtimeEnvironmentSecrets().isEmpty()) {
      return;
    }
    if (size.instanceRoleArn().isEmpty()) {
      throw ApiErrors.invalidRequest(
          "Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.");
    }
    throw ConfigurationRules.notYet("RuntimeEnvironmentSecrets");
  }

  private static boolean autoDeployments(
      ImageRepositoryType type, SourceConfiguration asked, boolean otherwise) {
    if (asked.autoDeploymentsEnabled() == null) {
      return otherwise;
    }
    if (type == ImageRepositoryType.ECR_PUBLIC && asked.autoDeploymentsEnabled()) {
      throw ApiErrors.invalidRequest(
          "AutoDeploymentsEnabled must be false for the image repository type ECR_PUBLIC.");
    }
    return asked.autoDeploymentsEnabled();
  }

  private static Optional<String> accessRole(SourceConfiguration asked) {
    return Optional.ofNullable(asked.authenticationConfiguration())
        .map(AuthenticationConfiguration::accessRoleArn);
  }
}
