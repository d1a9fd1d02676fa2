package dev.pacer.deployment;

import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteOptions.Protocol;
import dev.pacer.service.Extension;
import dev.pacer.support.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a service's tags ask of the front door, how it scales by them, and how it is stopped. Pure.
final class ServiceTags {
  private ServiceTags() {}

  /// @param maxConcurrency requests that one of its instances is given at a time
  static RouteOptions options(Map<String, String> tags, int maxConcurrency) {
    return new RouteOptions(
        !Extension.ACCESS_LOG.in(tags).orElse("on").equals("off"),
        Extension.REQUEST_TIMEOUT.in(tags).flatMap(Durations::parse),
        Extension.PROTOCOL.in(tags).orElse("http1").equals("h2c") ? Protocol.H2C : Protocol.HTTP1,
        maxConcurrency,
        Extension.QUEUE_TIMEOUT.in(tags).flatMap(Durations::parse),
        // Processors that are measured, or awake anyway, are best used all alike.
        !isKeptActive(tags) && Extension.SCALE_ON_CPU.in(tags).isEmpty(),
        Extension.SCALE_TO_ZERO_AFTER.in(tags).isPresent());
  }

  static ScalingPreferences preferences(Map<String, String> tags, FleetSettings settings) {
    return new ScalingPreferences(
        settings.sleepAfter(),
        settings.scaleInAfter(),
        Extension.SCALE_TO_ZERO_AFTER.in(tags).flatMap(Durations::parse),
        isKeptActive(tags),
        Extension.SCALE_ON_CPU.in(tags).map(Integer::valueOf));
  }

  /// From SIGTERM to SIGKILL; empty for the server's setting.
  static Optional<Duration> stopGrace(Map<String, String> tags) {
    return Extension.STOP_GRACE.in(tags).flatMap(Durations::parse);
  }

  private static boolean isKeptActive(Map<String, String> tags) {
    return Extension.KEEP_ACTIVE.in(tags).orElse("false").equals("true");
  }
}
