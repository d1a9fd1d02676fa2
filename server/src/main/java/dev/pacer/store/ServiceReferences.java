package dev.pacer.store;

import dev.pacer.service.Version;
import org.jdbi.v3.core.Handle;

/// Which resources the services use: by the version that a living service shows, or by the one that
/// has its traffic. Part of the transactions of several stores.
final class ServiceReferences {
  /// True of the rows of `service_reference r` that count, joined with their `service s`.
  static final String IN_USE =
      "s.deleted_at IS NULL AND (s.version = r.version OR s.serving_version = r.version)";

  private ServiceReferences() {}

  static void insert(Handle handle, Version version) {
    for (String arn : version.configuration().references()) {
      handle.execute(
          "INSERT INTO service_reference (service_id, version, arn) VALUES (?, ?, ?)",
          version.serviceId(),
          version.number(),
          arn);
    }
  }

  /// Whether a living service uses the resource.
  static boolean isUsed(Handle handle, String arn) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM service_reference r JOIN service s ON s.id = r.service_id"
                + " WHERE r.arn = :arn AND "
                + IN_USE
                + ")")
        .bind("arn", arn)
        .mapTo(Boolean.class)
        .one();
  }
}
