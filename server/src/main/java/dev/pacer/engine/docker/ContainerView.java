package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceState;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/// Reads a container as the engine describes it.
record ContainerView(InspectContainerResponse container) {
  private static final String TERMINATION = "SIGTERM";

  String id() {
    return container.getId();
  }

  boolean isOf(String installationId) {
    return installationId.equals(labels().get(Labels.INSTALLATION));
  }

  boolean isInstance(String instanceId) {
    return instanceId.equals(labels().get(Labels.INSTANCE));
  }

  boolean isRunning() {
    return Boolean.TRUE.equals(container.getState().getRunning());
  }

  boolean isPaused() {
    return Boolean.TRUE.equals(container.getState().getPaused());
  }

  boolean wasNeverStarted() {
    return "created".equals(container.getState().getStatus());
  }

  long processId() {
    Long processId = container.getState().getPidLong();
    return processId == null ? 0 : processId;
  }

  /// Whether the image leaves the signal for stopping at its default.
  boolean stopsWithTermination() {
    Object signal = container.getConfig().getRawValues().get("StopSignal");
    return signal == null || signal.equals("") || signal.equals(TERMINATION);
  }

  InstanceState state() {
    if (isRunning()) {
      return new InstanceState.Running(address(), isPaused());
    }
    Long exitCode = container.getState().getExitCodeLong();
    return new InstanceState.Exited(
        exitCode == null ? 0 : exitCode.intValue(),
        Boolean.TRUE.equals(container.getState().getOOMKilled()));
  }

  private Map<String, String> labels() {
    Map<String, String> labels = container.getConfig().getLabels();
    return labels == null ? Map.of() : labels;
  }

  private InetSocketAddress address() {
    String label = labels().getOrDefault(Labels.PORT, "");
    if (!label.matches("[0-9]{1,5}")) {
      throw new EngineException(
          EngineException.Kind.OTHER,
          "The container %s has no label %s.".formatted(id(), Labels.PORT));
    }
    int port = Integer.parseInt(label);
    return published(port)
        .or(() -> bridged(port))
        .orElseThrow(() ->
            new EngineException(
                EngineException.Kind.OTHER,
                "The container %s runs but has no address.".formatted(id())));
  }

  private Optional<InetSocketAddress> published(int port) {
    NetworkSettings network = container.getNetworkSettings();
    if (network.getPorts() == null) {
      return Optional.empty();
    }
    Ports.Binding[] bindings = network.getPorts().getBindings().get(ExposedPort.tcp(port));
    if (bindings == null || bindings.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new InetSocketAddress(
            bindings[0].getHostIp(), Integer.parseInt(bindings[0].getHostPortSpec())));
  }

  private Optional<InetSocketAddress> bridged(int port) {
    ContainerNetwork network =
        container.getNetworkSettings().getNetworks().get(InstanceNetwork.NAME);
    return network == null || network.getIpAddress() == null || network.getIpAddress().isEmpty()
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(network.getIpAddress(), port));
  }
}
