package dev.pacer.rules;

import java.util.Map;

/// Every list of the API that has pages, some of them with and without filters.
enum PagedKind {
  LATEST_SCALING(100),
  ALL_SCALING(100),
  SCALING_OF_A_NAME(100),
  ALL_OBSERVABILITY(100),
  CONNECTIONS(100),
  CONNECTORS(100),
  SERVICES(20),
  SERVICES_OF_A_SCALING(100),
  OPERATIONS(20),
  INGRESS_CONNECTIONS(100),
  INGRESS_CONNECTIONS_OF_AN_ENDPOINT(100),
  DOMAINS(5);

  private static final Map<String, Object> ALL = Map.of("LatestOnly", false);

  private final int most;

  PagedKind(int most) {
    this.most = most;
  }

  /// The highest MaxResults.
  int most() {
    return most;
  }

  /// The list in that account, with nothing or hardly anything in it.
  Paged in(Account account) {
    return switch (this) {
      case LATEST_SCALING -> PagedLists.revisions(account, RevisionApi.SCALING, Map.of());
      case ALL_SCALING -> PagedLists.revisions(account, RevisionApi.SCALING, ALL);
      case SCALING_OF_A_NAME ->
          PagedLists.revisions(
              account,
              RevisionApi.SCALING,
              Map.of("LatestOnly", false, "AutoScalingConfigurationName", "name-1"));
      case ALL_OBSERVABILITY -> PagedLists.revisions(account, RevisionApi.OBSERVABILITY, ALL);
      case CONNECTIONS -> PagedLists.named(account, NameApi.CONNECTION);
      case CONNECTORS -> PagedLists.named(account, NameApi.CONNECTOR);
      case SERVICES -> PagedLists.services(account);
      case SERVICES_OF_A_SCALING -> PagedLists.servicesOfTheBuiltInScaling(account);
      case OPERATIONS -> PagedLists.operations(account);
      case INGRESS_CONNECTIONS -> PagedLists.ingressConnections(account, Map.of());
      case INGRESS_CONNECTIONS_OF_AN_ENDPOINT ->
          PagedLists.ingressConnections(
              account, Map.of("Filter", Map.of("VpcEndpointId", "vpce-1")));
      case DOMAINS -> PagedLists.domains(account);
    };
  }
}
