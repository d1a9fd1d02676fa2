package dev.pacer.deployment;

import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteOptions.Protocol;
import dev.pacer.service.Extension;
import dev.pacer.support.Durations;
import java.util.Map;

/// What a service's tags ask of the front door. Pure.
final class ServiceTags {
  private ServiceTags() {}

  /// @param maxConcurrency requests that one of its instances is given at a time
  static RouteOptions options(Map<String, String> tags, int maxConcurrency) {
    return new RouteOptions(
        !Extension.ACCESS_LOG.in(tags).orElse("on").equals("off"),
        Extension.REQUEST_TIMEOUT.in(tags).flatMap(Durations::parse),
        Extension.PROTOCOL.in(tags).orElse("http1").equals("h2c") ? Protocol.H2C : Protocol.HTTP1,
        maxConcurrency);
  }
}
