package dev.pacer.ingress.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private static final Backend OLD =
      new Backend("old", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  private static final Backend NEW =
      new Backend("new", new InetSocketAddress(InetAddress.getLoopbackAddress(), 2));
  private static final Map<String, RoutedService> SERVICES =
      Map.of(
          "shop", new RoutedService("shop", "shop"), "other", new RoutedService("other", "other"));
  private static final RouteTable BEFORE = table("shop", List.of(OLD));

  @Test
  void aRouteWithoutInstancesKeepsTheEarlierOnesWhileTheNewOnesAreNotMet() {
    RouteTable next = table("shop", List.of()).withKept(BEFORE, Set.of("shop"));

    assertThat(next).isEqualTo(BEFORE);
  }

  @Test
  void aRouteThatKeepsItsInstancesHasItsNewOptions() {
    RouteOptions silent = RouteOptions.DEFAULT.withAccessLog(false);

    RouteTable next = table("shop", List.of(), silent).withKept(BEFORE, Set.of("shop"));

    assertThat(next).isEqualTo(table("shop", List.of(OLD), silent));
  }

  @Test
  void aRouteWithInstancesIsTakenAsItIs() {
    RouteTable table = table("shop", List.of(NEW));

    assertThat(table.withKept(BEFORE, Set.of("shop"))).isEqualTo(table);
  }

  @Test
  void aRouteThatIsEmptyByRightBecomesEmpty() {
    RouteTable table = table("shop", List.of());

    assertThat(table.withKept(BEFORE, Set.of("other"))).isEqualTo(table);
  }

  @Test
  void theRouteOfAnotherServiceThatHadTheHostIsNotKept() {
    RouteTable table = table("other", List.of());

    assertThat(table.withKept(BEFORE, Set.of("other"))).isEqualTo(table);
  }

  @Test
  void aRouteThatIsGoneIsGone() {
    assertThat(RouteTable.EMPTY.withKept(BEFORE, Set.of("shop"))).isEqualTo(RouteTable.EMPTY);
  }

  private static RouteTable table(String serviceId, List<Backend> backends) {
    return table(serviceId, backends, RouteOptions.DEFAULT);
  }

  private static RouteTable table(String serviceId, List<Backend> backends, RouteOptions options) {
    RoutedService service = Objects.requireNonNull(SERVICES.get(serviceId));
    return new RouteTable(Map.of("shop.localhost", new Route(service, backends, options)));
  }
}
