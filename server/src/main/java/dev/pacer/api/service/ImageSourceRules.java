package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.ImageConfiguration;
import dev.pacer.api.shapes.ImageRepository;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.registry.ImageReference;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.support.AccountRegion;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of an image source: what a new one is filled up with, and what an update may change.
/// Pure.
final class ImageSourceRules {
  private static final Pattern PRIVATE_REGISTRY =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com.*");

  private ImageSourceRules() {}

  static ImageSource forNew(
      AccountRegion world, SourceConfiguration asked, ImageRepository repository) {
    ImageRepositoryType type = ImageRepositoryType.valueOf(repository.imageRepositoryType());
    ImageSource blank =
        new ImageSource(
            "",
            type,
            PortRules.DEFAULT,
            Optional.empty(),
            Map.of(),
            Map.of(),
            deploysByItself(world, type, repository.imageIdentifier()),
            Optional.empty());
    return withAuthentication(withRepository(blank, repository), asked);
  }

  static ImageSource forUpdate(ImageSource current, SourceConfiguration asked) {
    ImageRepository repository = asked.imageRepository();
    if (repository == null) {
      return withAuthentication(current, asked);
    }
    if (!repository.imageRepositoryType().equals(current.repositoryType().name())) {
      throw ApiErrors.invalidRequest(
          "The image repository type cannot be changed in UpdateService request");
    }
    return withAuthentication(withRepository(current, repository), asked);
  }

  /// App Runner's default: yes, but for public images and those of another account.
  private static boolean deploysByItself(
      AccountRegion world, ImageRepositoryType type, String identifier) {
    Matcher registry = PRIVATE_REGISTRY.matcher(identifier);
    boolean foreign = registry.matches() && !registry.group(1).equals(world.accountId());
    return type == ImageRepositoryType.ECR && !foreign;
  }

  private static ImageSource withRepository(ImageSource current, ImageRepository repository) {
    ImageConfiguration image =
        repository.imageConfiguration() == null
            ? new ImageConfiguration(null, null, null, null)
            : repository.imageConfiguration();
    return new ImageSource(
        identifier(repository.imageIdentifier()),
        current.repositoryType(),
        PortRules.merge(current.port(), image.port()),
        Optional.ofNullable(image.startCommand()).or(current::startCommand),
        EnvironmentRules.merge(current.environment(), image.runtimeEnvironmentVariables()),
        EnvironmentRules.merge(current.secrets(), image.runtimeEnvironmentSecrets()),
        current.autoDeployments(),
        current.accessRoleArn());
  }

  private static ImageSource withAuthentication(ImageSource source, SourceConfiguration asked) {
    Boolean wish = asked.autoDeploymentsEnabled();
    if (Boolean.TRUE.equals(wish) && source.repositoryType() == ImageRepositoryType.ECR_PUBLIC) {
      throw ApiErrors.invalidRequest(
          "AutoDeploymentsEnabled must be false for the image repository type ECR_PUBLIC.");
    }
    return new ImageSource(
        source.identifier(),
        source.repositoryType(),
        source.port(),
        source.startCommand(),
        source.environment(),
        source.secrets(),
        wish == null ? source.autoDeployments() : wish,
        SourceRules.authentication(asked)
            .map(AuthenticationConfiguration::accessRoleArn)
            .or(source::accessRoleArn));
  }

  private static String identifier(String identifier) {
    try {
      ImageReference.parse(identifier);
      return identifier;
    } catch (IllegalArgumentException malformed) {
      throw ApiErrors.invalidRequest("The image identifier isn't valid. " + malformed.getMessage());
    }
  }
}
