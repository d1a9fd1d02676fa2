package dev.pacer.crash;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import dev.pacer.testing.LocalEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The containers of one installation, seen past the server.
final class Containers {
  private static final int PORT = 8080;

  private final Path installation;
  private final DockerClient client = LocalEngine.get().client();

  Containers(Path dataDirectory) {
    this.installation = dataDirectory.resolve("installation");
  }

  /// Ids of all, running or not.
  List<String> all() {
    try {
      return client
          .listContainersCmd()
          .withShowAll(true)
          .withLabelFilter(Map.of("dev.pacer.installation", Files.readString(installation).strip()))
          .exec()
          .stream()
          .map(Container::getId)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What a container answers on its own address.
  String answer(String id) {
    try {
      String address =
          client
              .inspectContainerCmd(id)
              .exec()
              .getNetworkSettings()
              .getNetworks()
              .values()
              .iterator()
              .next()
              .getIpAddress();
      return FrontDoor.ask(new InetSocketAddress(address, PORT), "instance");
    } catch (IOException | RuntimeException failure) {
      return failure.toString();
    }
  }

  void removeAll() {
    all().forEach(id -> client.removeContainerCmd(id).withForce(true).exec());
  }
}
