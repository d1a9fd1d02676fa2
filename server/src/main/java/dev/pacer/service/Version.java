package dev.pacer.service;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One configuration of a service together with the image that it was pinned to.
///
/// @param number 1 for the first version of a service, then counting up
/// @param image what the image reference meant when it was deployed; empty until then
/// @param built what the image was built from; empty for images that were not built here
/// @param deployedAt when it first got the service's traffic; empty for one that never did
/// @param restoredVersion the earlier version that this one brings back, for one made by a rollback
public record Version(
    String serviceId,
    int number,
    ServiceConfiguration configuration,
    Optional<PinnedImage> image,
    Optional<BuiltSource> built,
    Instant createdAt,
    Optional<Instant> deployedAt,
    Optional<Integer> restoredVersion) {

  /// A version that was not deployed yet.
  public static Version of(
      String serviceId,
      int number,
      ServiceConfiguration configuration,
      Optional<PinnedImage> image,
      Instant now) {
    return new Version(
        serviceId,
        number,
        configuration,
        image,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  /// The same version with its image pinned.
  public Version pinnedTo(PinnedImage pinned) {
    return new Version(
        serviceId,
        number,
        configuration,
        Optional.of(pinned),
        built,
        createdAt,
        deployedAt,
        restoredVersion);
  }

  /// The same version with the image that was built for it.
  public Version builtAs(PinnedImage pinned, BuiltSource from) {
    return new Version(
        serviceId,
        number,
        configuration,
        Optional.of(pinned),
        Optional.of(from),
        createdAt,
        deployedAt,
        restoredVersion);
  }

  /// Another configuration of the same image as a new version.
  public Version reconfigured(int nextNumber, ServiceConfiguration changed, Instant now) {
    return new Version(
        serviceId, nextNumber, changed, image, built, now, Optional.empty(), Optional.empty());
  }

  /// The same configuration as a new version, its image to be looked up again.
  public Version successor(int nextNumber, ServiceConfiguration changed, Instant now) {
    return of(serviceId, nextNumber, changed, Optional.empty(), now);
  }

  /// This configuration and image once more, as a new version.
  public Version restored(int nextNumber, Instant now) {
    return new Version(
        serviceId,
        nextNumber,
        configuration,
        image,
        built,
        now,
        Optional.empty(),
        Optional.of(origin()));
  }

  /// Where the application listens, 1..65535.
  public int port() {
    return run().map(BuiltSource.Run::port).orElse(configuration.source().port());
  }

  /// Replaces the image's command; empty to run that.
  public Optional<String> startCommand() {
    return run()
        .map(BuiltSource.Run::startCommand)
        .orElseGet(() -> configuration.source().startCommand());
  }

  /// All variables of the application, those that name its port among them; values are never logged.
  public Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(
            run().map(BuiltSource.Run::environment).orElse(configuration.source().environment()));
    String port = String.valueOf(port());
    environment.put("PORT", port);
    run()
        .flatMap(BuiltSource.Run::portVariable)
        .ifPresent(variable -> environment.put(variable, port));
    return environment;
  }

  /// Variables whose values are names of secrets.
  public Map<String, String> secrets() {
    return run().map(BuiltSource.Run::secrets).orElse(configuration.source().secrets());
  }

  private Optional<BuiltSource.Run> run() {
    return built.flatMap(BuiltSource::run);
  }

  /// The version that first had this configuration and image.
  public int origin() {
    return restoredVersion.orElse(number);
  }
}
