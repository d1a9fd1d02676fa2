package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// How a code repository is built and run, when the API says so and not the repository.
///
/// @param runtime the managed runtime's name, such as `PYTHON_311`
public record CodeValues(
    String runtime,
    Optional<String> buildCommand,
    Optional<String> startCommand,
    int port,
    Map<String, String> environment,
    Map<String, String> secrets) {

  public CodeValues {
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
  }
}
