package dev.pacer.store;

import dev.pacer.service.Instance;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of instances. Operations and reconcilers change them side by side, each from what it read
/// a moment ago; so a change says what it takes for granted, and nothing happens when that is over.
final class InstanceRows {
  private InstanceRows() {}

  /// @return always true
  static boolean insert(Handle handle, Instance instance) {
    return handle
            .createUpdate(
                """
                INSERT INTO instance (id, service_id, version, phase, handle, created_at)
                VALUES (:id, :service, :version, :phase, :handle, :created)
                """)
            .bind("id", instance.id())
            .bind("service", instance.serviceId())
            .bind("version", instance.versionNumber())
            .bind("phase", instance.phase().name())
            .bind("handle", instance.handle())
            .bind("created", instance.createdAt().toEpochMilli())
            .execute()
        == 1;
  }

  /// Whether the service runs that version with fewer instances that serve it or are about to than
  /// are wanted.
  static boolean isLacking(Handle handle, Instance instance, int wanted) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM service s WHERE s.id = :service AND s.status = 'RUNNING'
              AND s.serving_version = :version AND (SELECT count(*) FROM instance i
                WHERE i.service_id = s.id AND i.phase <> 'RETIRING') < :wanted)
            """)
        .bind("wanted", wanted)
        .bind("service", instance.serviceId())
        .bind("version", instance.versionNumber())
        .mapTo(Boolean.class)
        .one();
  }

  static boolean noteHandle(Handle handle, String id, String engineHandle) {
    return handle.execute("UPDATE instance SET handle = ? WHERE id = ?", engineHandle, id) == 1;
  }

  static boolean serve(Handle handle, String id) {
    return handle.execute(
            "UPDATE instance SET phase = 'SERVING' WHERE id = ? AND phase = 'STARTING'", id)
        == 1;
  }

  static boolean retire(Handle handle, String id) {
    return handle.execute("UPDATE instance SET phase = 'RETIRING' WHERE id = ?", id) == 1;
  }

  static boolean retireAbandoned(Handle handle, String id) {
    return handle.execute(
            """
            UPDATE instance SET phase = 'RETIRING' WHERE id = ? AND phase = 'STARTING'
              AND NOT EXISTS (SELECT 1 FROM service s
                WHERE s.id = instance.service_id AND s.status = 'OPERATION_IN_PROGRESS')
            """,
            id)
        == 1;
  }

  static boolean retireSurplus(Handle handle, String id, int wanted) {
    return handle.execute(
            """
            UPDATE instance SET phase = 'RETIRING' WHERE id = ? AND phase = 'SERVING'
              AND EXISTS (SELECT 1 FROM service s
                WHERE s.id = instance.service_id AND s.status = 'RUNNING')
              AND (SELECT count(*) FROM instance i
                WHERE i.service_id = instance.service_id AND i.phase = 'SERVING') > ?
            """,
            id,
            wanted)
        == 1;
  }

  static boolean remove(Handle handle, Instance instance) {
    handle.execute(
        "DELETE FROM instance WHERE id = ? AND handle IS NOT DISTINCT FROM ?",
        instance.id(),
        instance.handle().orElse(null));
    return find(handle, instance.id()).isEmpty();
  }

  static Optional<Instance> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM instance WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> Rows.instance(row))
        .findOne();
  }

  static List<Instance> ofService(Handle handle, String serviceId) {
    return handle
        .createQuery("SELECT * FROM instance WHERE service_id = :service ORDER BY created_at, id")
        .bind("service", serviceId)
        .map((row, _) -> Rows.instance(row))
        .list();
  }

  static List<Instance> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM instance ORDER BY created_at, id")
        .map((row, _) -> Rows.instance(row))
        .list();
  }
}
