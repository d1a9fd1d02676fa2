package dev.pacer.ingress.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {
  private static final int ASLEEP = -1;
  private static final int CLOSED = -2;
  private static final int NOBODY = -1;

  static Stream<Arguments> packed() {
    return Stream.of(
        Arguments.of("nobody has anything", List.of(0, 0), 0),
        Arguments.of("the busiest gets more", List.of(2, 5, 0), 1),
        Arguments.of("nearly full is left for others", List.of(8, 3, 0), 1),
        Arguments.of("all nearly full: the least busy", List.of(9, 8), 1),
        Arguments.of("full is full", List.of(10, 9), 1),
        Arguments.of("all full", List.of(10, 10), NOBODY),
        Arguments.of("who sleeps is not disturbed", List.of(ASLEEP, 4), 1),
        Arguments.of("who is not there either", List.of(CLOSED, 9), 1),
        Arguments.of("all asleep", List.of(ASLEEP, ASLEEP), NOBODY),
        Arguments.of("no instance", List.of(), NOBODY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void packed(String name, List<Integer> inFlight, int chosen) {
    assertThat(chosen(RouteOptions.DEFAULT, inFlight)).as(name).isEqualTo(chosen);
  }

  static Stream<Arguments> spread() {
    return Stream.of(
        Arguments.of("the least busy", List.of(2, 5, 1), 2),
        Arguments.of("the first of equals", List.of(3, 3), 0),
        Arguments.of("who sleeps is not disturbed", List.of(ASLEEP, 4), 1),
        Arguments.of("all full", List.of(10, 10), NOBODY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void spread(String name, List<Integer> inFlight, int chosen) {
    assertThat(chosen(RouteOptions.DEFAULT.withPacked(false), inFlight)).as(name).isEqualTo(chosen);
  }

  private static int chosen(RouteOptions options, List<Integer> inFlight) {
    List<Backend> backends = inFlight.stream().map(RouteTest::backend).toList();
    Route route =
        new Route(new RoutedService("shop", "shop"), backends, options.withMaxConcurrency(10));
    Backend best = route.choose(List.of(), System.nanoTime());
    return best == null ? NOBODY : backends.indexOf(best);
  }

  private static Backend backend(int inFlight) {
    Backend backend = new Backend("instance", InetSocketAddress.createUnresolved("app", 8080));
    for (int i = 0; i < inFlight; i++) {
      assertThat(backend.claim(100)).isTrue();
    }
    if (inFlight == ASLEEP) {
      assertThat(backend.fallAsleep()).isTrue();
    }
    if (inFlight == CLOSED) {
      assertThat(backend.closeIfIdle()).isTrue();
    }
    return backend;
  }
}
