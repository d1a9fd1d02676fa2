package dev.pacer.testing.ingress;

import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The front door with one event loop and one host that leads to backends on this machine, until the
/// process is ended. Prints which port serves what, such as `http 8080`, in a line of its own.
public final class LoneIngress {
  private LoneIngress() {}

  /// @param arguments the port for plain HTTP; the host; the ports of the backends
  public static void main(String[] arguments) {
    RouteSlot routes = new RouteSlot();
    List<Backend> backends =
        Arrays.stream(arguments).skip(2).map(LoneIngress::backendAtPort).toList();
    routes.publish(new RouteTable(Map.of(arguments[1], new Route("bench", backends))));
    IngressServer server =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", Integer.parseInt(arguments[0]))
                .withEventLoops(1),
            routes,
            InstantSource.system());
    System.out.println("http " + server.httpAddress().getPort());
    awaitTheEnd();
  }

  private static Backend backendAtPort(String port) {
    return new Backend(
        "instance-" + port,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
  }

  private static void awaitTheEnd() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
