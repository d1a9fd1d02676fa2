package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.CodeConfiguration;
import dev.pacer.api.shapes.CodeConfigurationValues;
import dev.pacer.api.shapes.CodeRepository;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.service.CodeSource;
import dev.pacer.service.CodeValues;
import dev.pacer.support.AccountRegion;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of a code source: what a new one is filled up with, and what an update may change.
final class CodeSourceRules {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");

  private final References references;

  CodeSourceRules(References references) {
    this.references = references;
  }

  CodeSource forNew(AccountRegion world, SourceConfiguration asked, CodeRepository repository) {
    if (repository.codeConfiguration() == null) {
      throw ApiErrors.invalidRequest("CodeConfiguration must be provided for a new service.");
    }
    CodeSource blank =
        new CodeSource("", "", "/", Optional.empty(), true, Optional.empty(), Optional.empty());
    return withAuthentication(world, withRepository(blank, repository), asked);
  }

  CodeSource forUpdate(AccountRegion world, CodeSource current, SourceConfiguration asked) {
    CodeRepository repository = asked.codeRepository();
    return withAuthentication(
        world, repository == null ? current : withRepository(current, repository), asked);
  }

  private static CodeSource withRepository(CodeSource current, CodeRepository repository) {
    String branch = repository.sourceCodeVersion().value();
    if (branch.isBlank()) {
      throw ApiErrors.invalidRequest("The branch in SourceCodeVersion must not be empty.");
    }
    return new CodeSource(
        url(repository.repositoryUrl()),
        branch,
        repository.sourceDirectory() == null
            ? current.directory()
            : directory(repository.sourceDirectory()),
        values(current.values(), repository.codeConfiguration()),
        current.autoDeployments(),
        current.connectionArn(),
        current.accessRoleArn());
  }

  private static Optional<CodeValues> values(
      Optional<CodeValues> current, @Nullable CodeConfiguration asked) {
    if (asked == null) {
      return current;
    }
    if (asked.configurationSource().equals("REPOSITORY")) {
      return Optional.empty();
    }
    CodeConfigurationValues values = asked.codeConfigurationValues();
    if (values == null && current.isEmpty()) {
      throw ApiErrors.invalidRequest(
          "CodeConfigurationValues must be provided when ConfigurationSource is API.");
    }
    return values == null ? current : Optional.of(merge(current, values));
  }

  private static CodeValues merge(Optional<CodeValues> current, CodeConfigurationValues asked) {
    return new CodeValues(
        asked.runtime(),
        Optional.ofNullable(asked.buildCommand())
            .or(() -> current.flatMap(CodeValues::buildCommand)),
        Optional.ofNullable(asked.startCommand())
            .or(() -> current.flatMap(CodeValues::startCommand)),
        PortRules.merge(current.map(CodeValues::port).orElse(PortRules.DEFAULT), asked.port()),
        EnvironmentRules.merge(
            current.map(CodeValues::environment).orElse(Map.of()),
            asked.runtimeEnvironmentVariables()),
        EnvironmentRules.merge(
            current.map(CodeValues::secrets).orElse(Map.of()), asked.runtimeEnvironmentSecrets()));
  }

  private CodeSource withAuthentication(
      AccountRegion world, CodeSource source, SourceConfiguration asked) {
    Optional<AuthenticationConfiguration> authentication = SourceRules.authentication(asked);
    Optional<String> connection =
        authentication
            .map(AuthenticationConfiguration::connectionArn)
            .map(arn -> references.connection(world, arn));
    Boolean wish = asked.autoDeploymentsEnabled();
    return new CodeSource(
        source.repositoryUrl(),
        source.branch(),
        source.directory(),
        source.values(),
        wish == null ? source.autoDeployments() : wish,
        connection.or(source::connectionArn),
        authentication.map(AuthenticationConfiguration::accessRoleArn).or(source::accessRoleArn));
  }

  private static String url(String text) {
    try {
      URI url = URI.create(text);
      if (url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getPath() != null) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Told below, with the same words.
    }
    throw ApiErrors.invalidRequest(
        "The repository URL isn't valid. It must be a URL such as https://github.com/owner/name.");
  }

  private static String directory(String text) {
    if (text.contains("..") || text.startsWith("~")) {
      throw ApiErrors.invalidRequest(
          "SourceDirectory must be a path from the repository's root, without '..'.");
    }
    return text;
  }
}
