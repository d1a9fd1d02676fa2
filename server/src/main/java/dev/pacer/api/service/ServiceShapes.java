package dev.pacer.api.service;

import dev.pacer.api.shapes.AuthenticationConfiguration;
import dev.pacer.api.shapes.EgressConfiguration;
import dev.pacer.api.shapes.EncryptionConfiguration;
import dev.pacer.api.shapes.HealthCheckConfiguration;
import dev.pacer.api.shapes.ImageConfiguration;
import dev.pacer.api.shapes.ImageRepository;
import dev.pacer.api.shapes.IngressConfiguration;
import dev.pacer.api.shapes.InstanceConfiguration;
import dev.pacer.api.shapes.NetworkConfiguration;
import dev.pacer.api.shapes.ServiceObservabilityConfiguration;
import dev.pacer.api.shapes.ServiceSummary;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.ImageSource;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows stored services in the API's shapes.
final class ServiceShapes {
  private final ServiceStore services;
  private final ServiceUrls urls;

  ServiceShapes(ServiceStore services, ServiceUrls urls) {
    this.services = services;
    this.urls = urls;
  }

  /// The full structure that create, describe, update, delete, pause and resume return.
  dev.pacer.api.shapes.Service full(Service service) {
    return full(service, services.version(service.id(), service.versionNumber()).configuration());
  }

  /// The same, for a caller that has the shown configuration at hand.
  dev.pacer.api.shapes.Service full(Service service, ServiceConfiguration configuration) {
    return new dev.pacer.api.shapes.Service(
        service.name(),
        service.id(),
        service.arn().toString(),
        urls.of(service),
        service.createdAt(),
        service.updatedAt(),
        service.deletedAt().orElse(null),
        service.status().name(),
        source(configuration.source()),
        instance(configuration.instanceSize()),
        service.encryptionKeyArn().map(EncryptionConfiguration::new).orElse(null),
        healthCheck(configuration.healthCheck()),
        DefaultScaling.summary(service),
        new NetworkConfiguration(
            new EgressConfiguration("DEFAULT", null), new IngressConfiguration(true), "IPV4"),
        new ServiceObservabilityConfiguration(false, null));
  }

  /// The seven members that ListServices returns.
  ServiceSummary summary(Service service) {
    return new ServiceSummary(
        service.name(),
        service.id(),
        service.arn().toString(),
        urls.of(service),
        service.createdAt(),
        service.updatedAt(),
        service.status().name());
  }

  private static SourceConfiguration source(ImageSource source) {
    ImageConfiguration image =
        new ImageConfiguration(
            unlessEmpty(source.environment()),
            source.startCommand().orElse(null),
            String.valueOf(source.port()),
            null);
    return new SourceConfiguration(
        null,
        new ImageRepository(source.identifier(), image, source.repositoryType().name()),
        source.autoDeployments(),
        source
            .accessRoleArn()
            .map(role -> new AuthenticationConfiguration(null, role))
            .orElse(null));
  }

  private static InstanceConfiguration instance(InstanceSize size) {
    return new InstanceConfiguration(
        String.valueOf(size.cpuUnits()),
        String.valueOf(size.memoryMebibytes()),
        size.instanceRoleArn().orElse(null));
  }

  private static HealthCheckConfiguration healthCheck(HealthCheck check) {
    return new HealthCheckConfiguration(
        check.protocol().name(),
        check.path(),
        Math.toIntExact(check.interval().toSeconds()),
        Math.toIntExact(check.timeout().toSeconds()),
        check.healthyThreshold(),
        check.unhealthyThreshold());
  }

  private static @Nullable Map<String, String> unlessEmpty(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}
