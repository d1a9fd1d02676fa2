package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.ResourceLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is asked of the engine for an instance. Pure.
///
/// No init process is put before the application: it would turn the engine's clear refusal of a
/// missing command into a container that starts and dies, and App Runner has none either. What
/// people usually want one for, an application that does not hear SIGTERM because it is process 1,
/// is the business of [SignalMask].
///
/// @param spec what to start
/// @param installationId whose container it is
/// @param publishPort whether the port is published on loopback
/// @param limitFiles whether open files are limited: engines often run without any limit, and some
///     programs walk over every number up to it
record ContainerPlan(
    InstanceSpec spec, String installationId, boolean publishPort, boolean limitFiles) {
  private static final long CPU_PERIOD_MICROS = 100_000;
  private static final int CPU_UNITS_PER_CORE = 1024;
  private static final long MOST_PROCESSES = 1024;
  private static final long MOST_FILES = 65_535;
  private static final String LOOPBACK = "127.0.0.1";

  ContainerPlan withoutFileLimit() {
    return new ContainerPlan(spec, installationId, publishPort, false);
  }

  /// The name for people who list containers.
  String name() {
    return "pacer-" + spec.name() + "-" + spec.instanceId().substring(0, 8);
  }

  void describe(CreateContainerCmd create) {
    create
        .withName(name())
        .withEnv(
            spec.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList())
        .withLabels(labels())
        .withHostConfig(hostConfig());
    if (!spec.command().isEmpty()) {
      create.withCmd(spec.command());
    }
    if (publishPort) {
      create.withExposedPorts(ExposedPort.tcp(spec.port()));
    }
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>(spec.labels());
    labels.put(Labels.INSTANCE, spec.instanceId());
    labels.put(Labels.INSTALLATION, installationId);
    labels.put(Labels.PORT, Integer.toString(spec.port()));
    return labels;
  }

  private HostConfig hostConfig() {
    HostConfig config =
        HostConfig.newHostConfig()
            .withNetworkMode(InstanceNetwork.NAME)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withPidsLimit(MOST_PROCESSES)
            .withSecurityOpts(List.of("no-new-privileges"))
            .withCapDrop(Capability.ALL)
            .withCapAdd(neededCapabilities())
            .withLogConfig(
                new LogConfig(
                    LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2")));
    if (limitFiles) {
      config.withUlimits(List.of(new Ulimit("nofile", MOST_FILES, MOST_FILES)));
    }
    if (publishPort) {
      config.withPortBindings(
          new PortBinding(Ports.Binding.bindIp(LOOPBACK), ExposedPort.tcp(spec.port())));
    }
    return limited(config, spec.limits());
  }

  /// A quota and not `NanoCpus`: an engine refuses the latter when it is more than the machine has,
  /// and a service for 4 vCPU shall start on a laptop with 2. As much swap as memory means none.
  private static HostConfig limited(HostConfig config, ResourceLimits limits) {
    long memory = limits.memoryMebibytes() * 1024L * 1024L;
    return config
        .withCpuPeriod(CPU_PERIOD_MICROS)
        .withCpuQuota(limits.cpuUnits() * CPU_PERIOD_MICROS / CPU_UNITS_PER_CORE)
        .withMemory(memory)
        .withMemorySwap(memory);
  }

  /// What entry points of ordinary web servers do as root before they become somebody else: take
  /// over their directories (CHOWN, DAC_OVERRIDE, FOWNER), change the user (SETUID, SETGID), listen
  /// on port 80 (NET_BIND_SERVICE) and tell their workers to end (KILL). Of the engine's defaults
  /// this leaves out raw sockets, device nodes, chroot, file capabilities and audit records.
  private static Capability[] neededCapabilities() {
    return new Capability[] {
      Capability.CHOWN,
      Capability.DAC_OVERRIDE,
      Capability.FOWNER,
      Capability.SETUID,
      Capability.SETGID,
      Capability.NET_BIND_SERVICE,
      Capability.KILL
    };
  }
}
