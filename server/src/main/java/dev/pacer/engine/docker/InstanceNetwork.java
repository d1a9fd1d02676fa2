package dev.pacer.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one bridge network on which all instances of all installations are. Traffic between its
/// containers is off, so services are apart from each other without a network each, of which an
/// engine has only a few dozen.
final class InstanceNetwork {
  static final String NAME = "pacer";

  private static final Logger log = LoggerFactory.getLogger(InstanceNetwork.class);
  private static final Map<String, String> APART =
      Map.of("com.docker.network.bridge.enable_icc", "false");

  private final EngineConnection connection;
  private volatile boolean known;

  InstanceNetwork(EngineConnection connection) {
    this.connection = connection;
  }

  /// Makes the network when there is none, unless this process knows already that there is one.
  void ensureOnce() {
    if (!known) {
      ensure();
    }
  }

  /// Makes the network when there is none.
  synchronized void ensure() {
    if (!exists()) {
      create();
    }
    known = true;
  }

  /// Removes the network when no container uses it, of whatever installation.
  ///
  /// @return whether it is gone
  synchronized boolean removeIfUnused() {
    known = false;
    try {
      Network network =
          connection.ask(client -> client.inspectNetworkCmd().withNetworkId(NAME).exec());
      boolean ours = network.getLabels() != null && network.getLabels().containsKey(Labels.NETWORK);
      if (!ours || !network.getContainers().isEmpty()) {
        return false;
      }
      connection.change(client -> client.removeNetworkCmd(NAME).exec());
      return true;
    } catch (NotFoundException _) {
      return true;
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (answer.says("active endpoints") || answer.isConflict()) {
        return false;
      }
      throw answer.asException();
    }
  }

  private boolean exists() {
    try {
      connection.ask(client -> client.inspectNetworkCmd().withNetworkId(NAME).exec());
      return true;
    } catch (NotFoundException _) {
      return false;
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  private void create() {
    try {
      connection.change(client -> create(client, APART));
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (answer.isConflict()) {
        return;
      }
      if (!answer.says("option")) {
        throw answer.asException();
      }
      // Podman knows the network but not every option of Docker's bridge.
      log.atWarn()
          .addKeyValue("reason", answer.message())
          .log("The engine cannot keep containers apart on one network");
      connection.change(client -> create(client, Map.of()));
    }
  }

  private static String create(DockerClient client, Map<String, String> options) {
    return client
        .createNetworkCmd()
        .withName(NAME)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withOptions(options)
        .withLabels(Map.of(Labels.NETWORK, "instances"))
        .exec()
        .getId();
  }
}
