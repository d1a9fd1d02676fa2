package dev.pacer.store;

import dev.pacer.service.Version;
import java.util.Optional;
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

  /// A resource that the version uses and that is not there any more.
  static Optional<String> gone(Handle handle, Version version) {
    return version.configuration().references().stream()
        .filter(arn -> !exists(handle, arn))
        .findFirst();
  }

  private static boolean exists(Handle handle, String arn) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM revision WHERE arn = :arn AND deleted_at IS NULL"
                + " UNION ALL SELECT 1 FROM connection WHERE arn = :arn)")
        .bind("arn", arn)
        .mapTo(Boolean.class)
        .one();
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
