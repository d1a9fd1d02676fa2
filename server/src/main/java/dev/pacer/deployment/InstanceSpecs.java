package dev.pacer.deployment;

import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.service.CommandLine;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.Service;
import dev.pacer.service.Version;
import java.util.List;
import java.util.Map;

/// What the engine is told about an instance of a version. Pure.
final class InstanceSpecs {
  private InstanceSpecs() {}

  static InstanceSpec of(Service service, Version version, String instanceId) {
    InstanceSize size = version.configuration().instanceSize();
    return new InstanceSpec(
        instanceId,
        service.name(),
        version.image().orElseThrow().id(),
        version.startCommand().map(CommandLine::split).orElse(List.of()),
        version.environment(),
        version.port(),
        new ResourceLimits(size.cpuUnits(), size.memoryMebibytes()),
        Map.of(
            "dev.pacer.service", service.id(),
            "dev.pacer.service-name", service.name(),
            "dev.pacer.version", String.valueOf(version.number())));
  }
}
