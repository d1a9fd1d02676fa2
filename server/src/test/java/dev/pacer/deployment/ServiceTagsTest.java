package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteOptions.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ServiceTagsTest {
  private static final RouteOptions DEFAULT = RouteOptions.DEFAULT.withMaxConcurrency(100);

  @TestFactory
  Stream<DynamicTest> tagsBecomeOptions() {
    return Stream.of(
        row(Map.of(), DEFAULT),
        row(Map.of("team", "web"), DEFAULT),
        row(Map.of("pacer:access-log", "on"), DEFAULT),
        row(Map.of("pacer:access-log", "off"), DEFAULT.withAccessLog(false)),
        row(
            Map.of("pacer:request-timeout", "15m"),
            DEFAULT.withRequestTimeout(Duration.ofMinutes(15))),
        row(Map.of("pacer:protocol", "http1"), DEFAULT),
        row(Map.of("pacer:protocol", "h2c"), DEFAULT.withProtocol(Protocol.H2C)),
        row(Map.of("pacer:queue-timeout", "30s"), DEFAULT.withQueueTimeout(Duration.ofSeconds(30))),
        row(Map.of("pacer:keep-active", "true"), DEFAULT.withPacked(false)),
        row(Map.of("pacer:keep-active", "false"), DEFAULT),
        row(Map.of("pacer:scale-on-cpu", "70"), DEFAULT.withPacked(false)),
        row(Map.of("pacer:scale-to-zero-after", "10m"), DEFAULT.withOnDemand(true)),
        // As an earlier release may have stored them.
        row(Map.of("pacer:access-log", "false", "pacer:request-timeout", "10ms"), DEFAULT));
  }

  private static DynamicTest row(Map<String, String> tags, RouteOptions options) {
    return DynamicTest.dynamicTest(
        tags.toString(), () -> assertThat(ServiceTags.options(tags, 100)).isEqualTo(options));
  }
}
