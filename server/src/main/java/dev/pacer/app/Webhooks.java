package dev.pacer.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is entered at git servers and registries, so that they tell this server of pushes.
///
/// @param endpoint the API's URL; empty when no server runs
/// @param secret what they must know
public record Webhooks(Optional<String> endpoint, String secret) {
  /// Its file among the secrets.
  static final String SECRET = "webhooks";

  /// Reads the secret of a data directory, or makes it while no server uses the directory.
  ///
  /// @throws dev.pacer.config.SettingsException when the directory cannot be used, or a server has it that
  ///     is only starting
  public static Webhooks of(DataDirectory directory) {
    Optional<String> endpoint = RunningServer.find(directory).map(RunningServer::endpoint);
    Optional<String> known = directory.read(directory.secretFile(SECRET)).map(String::strip);
    if (known.isPresent()) {
      return new Webhooks(endpoint, known.get());
    }
    try (Closeable _ = directory.take()) {
      return new Webhooks(
          endpoint, new String(directory.secret(SECRET), StandardCharsets.US_ASCII));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
