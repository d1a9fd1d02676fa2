package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;
import dev.pacer.support.AccountRegion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of a service's source: exactly one of an image and a code repository, and always the
/// same kind.
final class SourceRules {
  private final CodeSourceRules code;

  SourceRules(References references) {
    this.code = new CodeSourceRules(references);
  }

  Source forNew(AccountRegion world, SourceConfiguration asked) {
    refuseBoth(asked);
    if (asked.imageRepository() != null) {
      refuseConnection(asked);
      return ImageSourceRules.forNew(world, asked, asked.imageRepository());
    }
    if (asked.codeRepository() != null) {
      return code.forNew(world, asked, asked.codeRepository());
    }
    throw ApiErrors.invalidRequest(
        "SourceConfiguration must have either a CodeRepository or an ImageRepository.");
  }

  Source forUpdate(AccountRegion world, Source current, @Nullable SourceConfiguration asked) {
    if (asked == null) {
      return current;
    }
    refuseBoth(asked);
    return switch (current) {
      case ImageSource image -> {
        if (asked.codeRepository() != null) {
          throw kindChanged();
        }
        refuseConnection(asked);
        yield ImageSourceRules.forUpdate(image, asked);
      }
      case CodeSource repository -> {
        if (asked.imageRepository() != null) {
          throw kindChanged();
        }
        yield code.forUpdate(world, repository, asked);
      }
    };
  }

  static Optional<AuthenticationConfiguration> authentication(SourceConfiguration asked) {
    return Optional.ofNullable(asked.authenticationConfiguration());
  }

  private static void refuseBoth(SourceConfiguration asked) {
    if (asked.codeRepository() != null && asked.imageRepository() != null) {
      throw ApiErrors.invalidRequest(
          "SourceConfiguration must have either a CodeRepository or an ImageRepository, not both.");
    }
  }

  private static void refuseConnection(SourceConfiguration asked) {
    if (authentication(asked).map(AuthenticationConfiguration::connectionArn).isPresent()) {
      throw ApiErrors.invalidRequest(
          "A ConnectionArn is only for a CodeRepository. For an ImageRepository give an"
              + " AccessRoleArn.");
    }
  }

  private static dev.pacer.wire.AwsException kindChanged() {
    return ApiErrors.invalidRequest(
        "The source type of a service cannot be changed between CodeRepository and"
            + " ImageRepository in UpdateService request");
  }
}
