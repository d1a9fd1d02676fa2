package dev.pacer.api.service;

import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.CodeConfiguration;
import dev.pacer.api.shapes.CodeConfigurationValues;
import dev.pacer.api.shapes.CodeRepository;
import dev.pacer.api.shapes.ImageConfiguration;
import dev.pacer.api.shapes.ImageRepository;
import dev.pacer.api.shapes.SourceCodeVersion;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.service.CodeSource;
import dev.pacer.service.CodeValues;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Source;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows sources in the API's shapes.
final class SourceShapes {
  private SourceShapes() {}

  static SourceConfiguration of(Source source) {
    return switch (source) {
      case ImageSource image ->
          new SourceConfiguration(
              null,
              image(image),
              image.autoDeployments(),
              authentication(Optional.empty(), image.accessRoleArn()));
      case CodeSource code ->
          new SourceConfiguration(
              code(code),
              null,
              code.autoDeployments(),
              authentication(code.connectionArn(), code.accessRoleArn()));
    };
  }

  private static ImageRepository image(ImageSource source) {
    return new ImageRepository(
        source.identifier(),
        new ImageConfiguration(
            unlessEmpty(source.environment()),
            source.startCommand().orElse(null),
            String.valueOf(source.port()),
            unlessEmpty(source.secrets())),
        source.repositoryType().name());
  }

  private static CodeRepository code(CodeSource source) {
    return new CodeRepository(
        source.repositoryUrl(),
        new SourceCodeVersion("BRANCH", source.branch()),
        new CodeConfiguration(
            source.values().isPresent() ? "API" : "REPOSITORY",
            source.values().map(SourceShapes::values).orElse(null)),
        source.directory());
  }

  private static CodeConfigurationValues values(CodeValues values) {
    return new CodeConfigurationValues(
        values.runtime(),
        values.buildCommand().orElse(null),
        values.startCommand().orElse(null),
        String.valueOf(values.port()),
        unlessEmpty(values.environment()),
        unlessEmpty(values.secrets()));
  }

  private static @Nullable AuthenticationConfiguration authentication(
      Optional<String> connection, Optional<String> role) {
    return connection.isEmpty() && role.isEmpty()
        ? null
        : new AuthenticationConfiguration(connection.orElse(null), role.orElse(null));
  }

  private static @Nullable Map<String, String> unlessEmpty(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}
