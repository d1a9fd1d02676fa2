package dev.pacer.api.service;

import dev.pacer.api.shapes.HealthCheckConfiguration;
import dev.pacer.api.shapes.InstanceConfiguration;
import dev.pacer.api.shapes.NetworkConfiguration;
import dev.pacer.api.shapes.SourceConfiguration;
import dev.pacer.api.shapes.UpdateServiceRequest;
import org.jspecify.annotations.Nullable;

/// Recognises an update that names nothing which could change: no group, or only groups without any
/// member. Pure.
final class EmptyUpdate {
  private static final SourceConfiguration NO_SOURCE =
      new SourceConfiguration(null, null, null, null);
  private static final InstanceConfiguration NO_SIZE = new InstanceConfiguration(null, null, null);
  private static final HealthCheckConfiguration NO_CHECK =
      new HealthCheckConfiguration(null, null, null, null, null, null);
  private static final NetworkConfiguration NO_NETWORK = new NetworkConfiguration(null, null, null);

  private EmptyUpdate() {}

  static boolean is(UpdateServiceRequest request) {
    return request.autoScalingConfigurationArn() == null
        && request.observabilityConfiguration() == null
        && isUnset(request.sourceConfiguration(), NO_SOURCE)
        && isUnset(request.instanceConfiguration(), NO_SIZE)
        && isUnset(request.healthCheckConfiguration(), NO_CHECK)
        && isUnset(request.networkConfiguration(), NO_NETWORK);
  }

  private static boolean isUnset(@Nullable Record group, Record empty) {
    return group == null || group.equals(empty);
  }
}
