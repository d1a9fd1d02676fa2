package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.CreateServiceRequest;
import dev.pacer.api.shapes.HealthCheckConfiguration;
import dev.pacer.api.shapes.InstanceConfiguration;
import dev.pacer.api.shapes.ServiceObservabilityConfiguration;
import dev.pacer.api.shapes.UpdateServiceRequest;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.NetworkSettings;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.AccountRegion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the configuration of a request into the one that is stored: a new service gets App Runner's
/// defaults where the request is silent, an update keeps what was there, member by member.
final class ConfigurationRules {
  static final HealthCheck DEFAULT_HEALTH_CHECK =
      new HealthCheck(
          HealthCheck.Protocol.TCP, "/", Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 5);

  private final References references;
  private final SourceRules sources;
  private final NetworkRules networks;

  ConfigurationRules(References references) {
    this.references = references;
    this.sources = new SourceRules(references);
    this.networks = new NetworkRules(references);
  }

  ServiceConfiguration forNew(AccountRegion world, CreateServiceRequest request) {
    String scaling = request.autoScalingConfigurationArn();
    return checked(
        new ServiceConfiguration(
            sources.forNew(world, request.sourceConfiguration()),
            size(InstanceSize.DEFAULT, request.instanceConfiguration()),
            healthCheck(DEFAULT_HEALTH_CHECK, request.healthCheckConfiguration()),
            scaling == null ? references.defaultScaling(world) : references.scaling(world, scaling),
            networks.merge(world, NetworkSettings.DEFAULT, request.networkConfiguration()),
            observability(world, Optional.empty(), request.observabilityConfiguration())));
  }

  ServiceConfiguration forUpdate(
      AccountRegion world, ServiceConfiguration current, UpdateServiceRequest request) {
    String scaling = request.autoScalingConfigurationArn();
    return checked(
        new ServiceConfiguration(
            sources.forUpdate(world, current.source(), request.sourceConfiguration()),
            size(current.instanceSize(), request.instanceConfiguration()),
            healthCheck(current.healthCheck(), request.healthCheckConfiguration()),
            scaling == null
                ? current.autoScalingConfigurationArn()
                : references.scaling(world, scaling),
            networks.merge(world, current.network(), request.networkConfiguration()),
            observability(
                world,
                current.observabilityConfigurationArn(),
                request.observabilityConfiguration())));
  }

  private static ServiceConfiguration checked(ServiceConfiguration configuration) {
    EnvironmentRules.checkTogether(
        configuration.source().environment(),
        configuration.source().secrets(),
        configuration.instanceSize().instanceRoleArn());
    return configuration;
  }

  private Optional<String> observability(
      AccountRegion world,
      Optional<String> current,
      @Nullable ServiceObservabilityConfiguration asked) {
    if (asked == null) {
      return current;
    }
    String arn = asked.observabilityConfigurationArn();
    if (!asked.observabilityEnabled()) {
      if (arn != null) {
        throw ApiErrors.invalidRequest(
            "An ObservabilityConfigurationArn is only for ObservabilityEnabled true.");
      }
      return Optional.empty();
    }
    if (arn != null) {
      return Optional.of(references.observability(world, arn));
    }
    return current.or(() -> Optional.of(references.defaultObservability(world)));
  }

  private static InstanceSize size(InstanceSize current, @Nullable InstanceConfiguration asked) {
    if (asked == null) {
      return current;
    }
    InstanceSize size =
        new InstanceSize(
            asked.cpu() == null ? current.cpuUnits() : units(asked.cpu(), " vCPU"),
            asked.memory() == null ? current.memoryMebibytes() : units(asked.memory(), " GB"),
            Optional.ofNullable(asked.instanceRoleArn()).or(current::instanceRoleArn));
    if (!size.isLegalPair()) {
      throw ApiErrors.invalidRequest(
          "The combination of CPU "
              + size.cpuUnits()
              + " and memory "
              + size.memoryMebibytes()
              + " isn't supported. Supported are 256 with 512 or 1024, 512 with 1024, 1024 with"
              + " 2048, 3072 or 4096, 2048 with 4096 or 6144, 4096 with 8192, 10240 or 12288.");
    }
    return size;
  }

  /// `1024`, `1 vCPU` and `0.25 vCPU` alike in 1/1024: of a core, or of a GB.
  private static int units(String text, String unit) {
    try {
      return text.endsWith(unit)
          ? (int) (Double.parseDouble(text.substring(0, text.length() - unit.length())) * 1024)
          : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      // The model's expression means any character by the point in "0.25 vCPU".
      throw ApiErrors.invalidRequest("The size '" + text + "' isn't a number.");
    }
  }

  private static HealthCheck healthCheck(
      HealthCheck current, @Nullable HealthCheckConfiguration asked) {
    if (asked == null) {
      return current;
    }
    return new HealthCheck(
        asked.protocol() == null
            ? current.protocol()
            : HealthCheck.Protocol.valueOf(asked.protocol()),
        asked.path() == null ? current.path() : path(asked.path()),
        seconds(asked.interval(), current.interval()),
        seconds(asked.timeout(), current.timeout()),
        asked.healthyThreshold() == null ? current.healthyThreshold() : asked.healthyThreshold(),
        asked.unhealthyThreshold() == null
            ? current.unhealthyThreshold()
            : asked.unhealthyThreshold());
  }

  private static String path(String path) {
    boolean sendable =
        path.startsWith("/")
            && path.length() <= 4096
            && path.chars().allMatch(c -> c > ' ' && c < 127);
    if (!sendable) {
      throw ApiErrors.invalidRequest(
          "The health check path must start with '/' and contain no blanks. Encode other"
              + " characters with '%'.");
    }
    return path;
  }

  private static Duration seconds(@Nullable Integer asked, Duration current) {
    return asked == null ? current : Duration.ofSeconds(asked);
  }
}
