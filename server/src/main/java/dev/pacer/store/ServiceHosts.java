package dev.pacer.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The host names of services, from the tables of every resource that gives a service one.
final class ServiceHosts {
  private static final String HOSTS =
      """
      SELECT s.id, s.host FROM service s JOIN service_version v
        ON v.service_id = s.id AND v.number = coalesce(s.serving_version, s.version)
      WHERE s.deleted_at IS NULL
        AND NOT <private>
      UNION ALL
      SELECT s.id, i.domain_name FROM vpc_ingress_connection i JOIN service s
        ON i.service_arn LIKE '%/' || s.id
      WHERE s.deleted_at IS NULL
        AND i.status IN ('PENDING_CREATION', 'AVAILABLE', 'PENDING_UPDATE', 'FAILED_UPDATE')
      UNION ALL
      SELECT s.id, d.name FROM custom_domain d JOIN service s ON s.id = d.service_id
      WHERE s.deleted_at IS NULL AND d.status = 'ACTIVE'
      UNION ALL
      SELECT s.id, 'www.' || d.name FROM custom_domain d JOIN service s ON s.id = d.service_id
      WHERE s.deleted_at IS NULL AND d.status = 'ACTIVE' AND d.with_www
      """
          .replace("<private>", Configurations.IS_PRIVATE);

  private ServiceHosts() {}

  static Map<String, Set<String>> byService(Handle handle) {
    Map<String, Set<String>> hosts = new HashMap<>();
    handle
        .createQuery(HOSTS)
        .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry ->
            hosts.computeIfAbsent(entry.getKey(), _ -> new HashSet<>()).add(entry.getValue()));
    return hosts;
  }
}
