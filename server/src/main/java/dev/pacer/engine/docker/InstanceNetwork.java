package dev.pacer.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one bridge network on which all instances of all installations are, and its like for builds.
/// Traffic between its containers is off, so services are apart from each other without a network
/// each, of which an engine has only a few dozen. An engine lets no traffic pass from one bridge to
/// another, so builds do not reach instances either.
final class InstanceNetwork {
  static final String NAME = "pacer";

  /// The network on which builds are.
  static final String OF_BUILDS = "pacer-build";

  private static final Logger log = LoggerFactory.getLogger(InstanceNetwork.class);
  private static final Map<String, String> APART =
      Map.of("com.docker.network.bridge.enable_icc", "false");

  /// Every server chooses the same one: a used one, a stranger's, the oldest.
  private static final Comparator<Network> WORTH_KEEPING =
      Comparator.comparing(InstanceNetwork::isUsed, Comparator.reverseOrder())
          .thenComparing(InstanceNetwork::isOurs)
          .thenComparing(Network::getCreated, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Network::getId);

  private final EngineConnection connection;
  private final String name;
  private volatile boolean known;

  InstanceNetwork(EngineConnection connection) {
    this(connection, NAME);
  }

  InstanceNetwork(EngineConnection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /// Makes the network when there is none, unless this process knows already that there is one.
  void ensureOnce() {
    if (!known) {
      ensure();
    }
  }

  /// Makes the network when there is none, and one of several: two servers that make it at the same
  /// moment both succeed, as names of networks are not unique, and nothing starts on an ambiguous
  /// name.
  synchronized void ensure() {
    if (all().isEmpty()) {
      create();
    }
    List<Network> all = all();
    if (all.size() > 1) {
      log.atWarn().addKeyValue("networks", all.size()).log("removing networks of the same name");
      all.stream().sorted(WORTH_KEEPING).skip(1).forEach(this::remove);
    }
    known = true;
  }

  /// Removes the network when no container uses it, of whatever installation.
  ///
  /// @return whether it is gone
  synchronized boolean removeIfUnused() {
    known = false;
    return all().stream()
        .filter(network -> !isOurs(network) || isUsed(network) || !remove(network))
        .toList()
        .isEmpty();
  }

  /// Every network of that name, with its containers.
  private List<Network> all() {
    try {
      return connection.ask(client -> client.listNetworksCmd().withNameFilter(name).exec()).stream()
          .filter(network -> network.getName().equals(name))
          .flatMap(network -> inspected(network.getId()).stream())
          .toList();
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  private Optional<Network> inspected(String id) {
    try {
      return Optional.of(
          connection.ask(client -> client.inspectNetworkCmd().withNetworkId(id).exec()));
    } catch (NotFoundException _) {
      return Optional.empty();
    }
  }

  /// @return false when a container uses it meanwhile
  private boolean remove(Network network) {
    try {
      connection.change(client -> client.removeNetworkCmd(network.getId()).exec());
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

  private static boolean isOurs(Network network) {
    return network.getLabels() != null && network.getLabels().containsKey(Labels.NETWORK);
  }

  private static boolean isUsed(Network network) {
    return network.getContainers() != null && !network.getContainers().isEmpty();
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

  private String create(DockerClient client, Map<String, String> options) {
    return client
        .createNetworkCmd()
        .withName(name)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withOptions(options)
        .withLabels(Map.of(Labels.NETWORK, name.equals(NAME) ? "instances" : "builds"))
        .exec()
        .getId();
  }
}
