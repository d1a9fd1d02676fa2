package dev.pacer.api.service;

import dev.pacer.api.autoscaling.ScalingShapes;
import dev.pacer.api.shapes.EgressConfiguration;
import dev.pacer.api.shapes.EncryptionConfiguration;
import dev.pacer.api.shapes.HealthCheckConfiguration;
import dev.pacer.api.shapes.IngressConfiguration;
import dev.pacer.api.shapes.InstanceConfiguration;
import dev.pacer.api.shapes.NetworkConfiguration;
import dev.pacer.api.shapes.ServiceObservabilityConfiguration;
import dev.pacer.api.shapes.ServiceSummary;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.NetworkSettings;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStore;

/// Shows stored services in the API's shapes.
public final class ServiceShapes {
  private final ServiceStore services;
  private final ServiceUrls urls;
  private final References references;

  public ServiceShapes(ServiceStore services, ServiceUrls urls, References references) {
    this.services = services;
    this.urls = urls;
    this.references = references;
  }

  /// The full structure that create, describe, update, delete, pause and resume return.
  public dev.pacer.api.shapes.Service full(Service service) {
    return full(service, services.version(service.id(), service.versionNumber()).configuration());
  }

  /// The same, for a caller that has the shown configuration at hand.
  dev.pacer.api.shapes.Service full(Service service, ServiceConfiguration configuration) {
    return new dev.pacer.api.shapes.Service(
        service.name(),
        service.id(),
        service.arn().toString(),
        url(service, configuration),
        service.createdAt(),
        service.updatedAt(),
        service.deletedAt().orElse(null),
        service.status().name(),
        SourceShapes.of(configuration.source()),
        instance(configuration.instanceSize()),
        service.encryptionKeyArn().map(EncryptionConfiguration::new).orElse(null),
        healthCheck(configuration.healthCheck()),
        ScalingShapes.summary(
            references.storedScaling(configuration.autoScalingConfigurationArn())),
        network(configuration.network()),
        new ServiceObservabilityConfiguration(
            configuration.observabilityConfigurationArn().isPresent(),
            configuration.observabilityConfigurationArn().orElse(null)));
  }

  /// The seven members that ListServices returns.
  ///
  /// @param isPrivate whether the service has no public URL
  ServiceSummary summary(Service service, boolean isPrivate) {
    return new ServiceSummary(
        service.name(),
        service.id(),
        service.arn().toString(),
        isPrivate ? "" : urls.of(service),
        service.createdAt(),
        service.updatedAt(),
        service.status().name());
  }

  /// A private service has no URL that the public could use.
  private String url(Service service, ServiceConfiguration configuration) {
    return configuration.network().publiclyAccessible() ? urls.of(service) : "";
  }

  private static NetworkConfiguration network(NetworkSettings network) {
    return new NetworkConfiguration(
        network
            .vpcConnectorArn()
            .map(connector -> new EgressConfiguration("VPC", connector))
            .orElse(new EgressConfiguration("DEFAULT", null)),
        new IngressConfiguration(network.publiclyAccessible()),
        network.ipAddressType().name());
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
}
