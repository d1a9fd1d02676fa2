package dev.pacer.ingress;

import dev.pacer.ingress.metrics.Latencies;
import dev.pacer.ingress.metrics.RequestCounters;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// The counters in Prometheus's text format, version 0.0.4. Services and instances are those of the
/// route table: what is gone is not told any more, so that there are never more series than things.
final class Exposition {
  private final MetricsText text = new MetricsText();
  private final Collection<Route> routes;

  private Exposition(RouteTable table) {
    Map<String, Route> byId = new TreeMap<>();
    table.byHost().values().forEach(route -> byId.put(route.serviceId(), route));
    this.routes = byId.values();
  }

  /// @param droppedLines of the access log
  static String of(IngressMetrics metrics, RouteTable table, long droppedLines) {
    Exposition exposition = new Exposition(table);
    exposition.frontDoor(metrics, droppedLines);
    exposition.counters("pacer_", exposition.services());
    exposition.sizes();
    exposition.retriesAndReasons();
    exposition.counters("pacer_instance_", exposition.instances());
    return exposition.text.toString();
  }

  private record Counted(Map<String, String> labels, RequestCounters counters) {}

  private List<Counted> services() {
    return routes.stream()
        .map(route -> new Counted(labels(route), route.service().counters()))
        .toList();
  }

  private List<Counted> instances() {
    List<Counted> all = new ArrayList<>();
    for (Route route : routes) {
      route.backends().stream()
          .sorted(Comparator.comparing(Backend::instanceId))
          .forEach(instance -> {
            Map<String, String> labels = labels(route);
            labels.put("instance", instance.instanceId());
            all.add(new Counted(labels, instance.counters()));
          });
    }
    return all;
  }

  private static Map<String, String> labels(Route route) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("service", route.service().name());
    labels.put("service_id", route.serviceId());
    return labels;
  }

  private void frontDoor(IngressMetrics metrics, long droppedLines) {
    text.family("pacer_front_door_requests_in_flight", "gauge", "Requests that are served now.");
    text.sample("", Map.of(), metrics.inFlight());
    text.family("pacer_front_door_connections_open", "gauge", "Client connections.");
    text.sample("", Map.of(), metrics.openConnections());
    text.family(
        "pacer_front_door_connections_refused_total", "counter", "Closed: there were too many.");
    text.sample("", Map.of(), metrics.refusedConnections());
    text.family(
        "pacer_front_door_ended_total",
        "counter",
        "Requests that the front door ended, or their clients gave up, of whatever host.");
    metrics
        .reasons()
        .counts()
        .forEach((reason, count) -> text.sample("", Map.of("reason", reason), count));
    text.family("pacer_access_log_dropped_total", "counter", "Lines that there was no room for.");
    text.sample("", Map.of(), droppedLines);
  }

  private void sizes() {
    size(
        "pacer_instances_provisioned",
        "Instances that take requests, at once or after they were woken.",
        route -> route.backends().size());
    size(
        "pacer_instances_active",
        "Instances that do not sleep.",
        route -> route.backends().stream().filter(backend -> !backend.isAsleep()).count());
    size(
        "pacer_requests_waiting",
        "Requests that wait for an instance with room.",
        route -> route.service().gate().waiting());
  }

  private void size(String name, String help, ToLongFunction<Route> value) {
    text.family(name, "gauge", help);
    routes.forEach(route -> text.sample("", labels(route), value.applyAsLong(route)));
  }

  private void counters(String prefix, List<Counted> all) {
    text.family(prefix + "requests_total", "counter", "Requests that are over, by status.");
    for (Counted one : all) {
      for (int i = 0; i < RequestCounters.CLASSES.size(); i++) {
        Map<String, String> labels = new LinkedHashMap<>(one.labels());
        labels.put("status", RequestCounters.CLASSES.get(i));
        text.sample("", labels, one.counters().ended(i));
      }
    }
    latencies(prefix + "request_duration_seconds", all);
    text.family(
        prefix + "request_wait_seconds_total",
        "counter",
        "How long requests waited until an instance was connected, together.");
    all.forEach(one -> text.sample("", one.labels(), one.counters().waitSeconds()));
    each(all, prefix + "requests_in_flight", "gauge", "Now.", RequestCounters::inFlight);
    each(
        all,
        prefix + "request_body_bytes_total",
        "counter",
        "Of requests' bodies.",
        RequestCounters::requestBytes);
    each(
        all,
        prefix + "answer_body_bytes_total",
        "counter",
        "Of instances' answers' bodies.",
        RequestCounters::answerBytes);
    each(
        all,
        prefix + "connect_failures_total",
        "counter",
        "Connections to instances that did not come about.",
        RequestCounters::connectFailures);
  }

  private void latencies(String name, List<Counted> all) {
    text.family(name, "histogram", "From a request's first byte to its answer's last.");
    for (Counted one : all) {
      Latencies latencies = one.counters().latencies();
      long sum = 0;
      for (int bucket = 0; bucket < Latencies.buckets(); bucket++) {
        sum += latencies.count(bucket);
        Map<String, String> labels = new LinkedHashMap<>(one.labels());
        labels.put("le", MetricsText.number(Latencies.bound(bucket)));
        text.sample("_bucket", labels, sum);
      }
      text.sample("_sum", one.labels(), latencies.seconds());
      text.sample("_count", one.labels(), sum);
    }
  }

  private void retriesAndReasons() {
    each(
        services(),
        "pacer_retries_total",
        "counter",
        "Requests that were given to an instance a second time.",
        RequestCounters::retries);
    text.family(
        "pacer_requests_ended_total",
        "counter",
        "Requests that the front door ended, or their clients gave up.");
    for (Counted one : services()) {
      one.counters()
          .reasons()
          .counts()
          .forEach((reason, count) -> {
            Map<String, String> labels = new LinkedHashMap<>(one.labels());
            labels.put("reason", reason);
            text.sample("", labels, count);
          });
    }
  }

  private void each(
      List<Counted> all,
      String name,
      String type,
      String help,
      ToLongFunction<RequestCounters> value) {
    text.family(name, type, help);
    all.forEach(one -> text.sample("", one.labels(), value.applyAsLong(one.counters())));
  }
}
