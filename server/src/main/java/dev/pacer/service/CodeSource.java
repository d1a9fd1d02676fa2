package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// A service's source: a code repository that is built before it runs.
///
/// @param repositoryUrl as it was given
/// @param branch whose newest commit is deployed
/// @param directory where in the repository the application is; `/` is its root
/// @param values what the API says of the build; empty when the repository's `apprunner.yaml` says it
/// @param connectionArn with what credentials the repository is read
/// @param accessRoleArn stored and shown
public record CodeSource(
    String repositoryUrl,
    String branch,
    String directory,
    Optional<CodeValues> values,
    boolean autoDeployments,
    Optional<String> connectionArn,
    Optional<String> accessRoleArn)
    implements Source {

  /// App Runner's port when nothing says otherwise.
  public static final int DEFAULT_PORT = 8080;

  @Override
  public int port() {
    return values.map(CodeValues::port).orElse(DEFAULT_PORT);
  }

  @Override
  public boolean namesTheSameAs(Source other) {
    return other instanceof CodeSource code
        && code.repositoryUrl.equals(repositoryUrl)
        && code.branch.equals(branch)
        && code.directory.equals(directory)
        && code.values.map(CodeValues::runtime).equals(values.map(CodeValues::runtime))
        && code.values
            .flatMap(CodeValues::buildCommand)
            .equals(values.flatMap(CodeValues::buildCommand));
  }

  @Override
  public Optional<String> startCommand() {
    return values.flatMap(CodeValues::startCommand);
  }

  @Override
  public Map<String, String> environment() {
    return values.map(CodeValues::environment).orElse(Map.of());
  }

  @Override
  public Map<String, String> secrets() {
    return values.map(CodeValues::secrets).orElse(Map.of());
  }
}
