package dev.pacer.store;

import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// [ServiceStore] in SQL.
public final class SqlServiceStore implements ServiceStore {
  private final Database database;

  public SqlServiceStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Service> find(String serviceId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM service WHERE id = :id")
            .bind("id", serviceId)
            .map((row, _) -> Rows.service(row))
            .findOne());
  }

  @Override
  public Optional<Service> findByName(AccountRegion world, String name) {
    return newest(world, name).filter(service -> service.deletedAt().isEmpty());
  }

  @Override
  public Optional<Service> findNewestByName(AccountRegion world, String name) {
    return newest(world, name);
  }

  @Override
  public Page<Service> list(AccountRegion world, Optional<String> after, int limit) {
    TimeKey key = TimeKey.after(after);
    List<Service> services =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM service
                    WHERE account_id = :account AND region = :region AND deleted_at IS NULL
                      AND (created_at, id) > (:time, :id)
                    ORDER BY created_at, id LIMIT :limit
                    """)
                .bind("account", world.accountId())
                .bind("region", world.region())
                .bind("time", key.millis())
                .bind("id", key.id())
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.service(row))
                .list());
    return Page.of(
        services, limit, service -> new TimeKey(service.createdAt(), service.id()).text());
  }

  @Override
  public Page<Service> listUsing(
      AccountRegion world, String arn, Optional<String> after, int limit) {
    TimeKey key = TimeKey.after(after);
    List<Service> services =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT s.* FROM service s JOIN service_reference r ON r.service_id = s.id
                    WHERE s.account_id = :account AND s.region = :region AND r.arn = :arn
                      AND (s.created_at, s.id) > (:time, :id) AND\
                    """
                        + " "
                        + ServiceReferences.IN_USE
                        + " ORDER BY s.created_at, s.id LIMIT :limit")
                .bind("account", world.accountId())
                .bind("region", world.region())
                .bind("arn", arn)
                .bind("time", key.millis())
                .bind("id", key.id())
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.service(row))
                .list());
    return Page.of(
        services, limit, service -> new TimeKey(service.createdAt(), service.id()).text());
  }

  @Override
  public List<Service> living() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM service WHERE deleted_at IS NULL ORDER BY created_at")
            .map((row, _) -> Rows.service(row))
            .list());
  }

  @Override
  public Set<String> privateAmong(Collection<String> serviceIds) {
    if (serviceIds.isEmpty()) {
      return Set.of();
    }
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT s.id FROM service s JOIN service_version v
                  ON v.service_id = s.id AND v.number = coalesce(s.serving_version, s.version)
                WHERE s.deleted_at IS NULL AND s.id IN (<ids>) AND\
                """
                    + " "
                    + Configurations.IS_PRIVATE)
            .bindList("ids", List.copyOf(serviceIds))
            .mapTo(String.class)
            .set());
  }

  @Override
  public Map<String, Set<String>> hosts() {
    return database.read(ServiceHosts::byService);
  }

  @Override
  public int count(AccountRegion world) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) FROM service
                WHERE account_id = :account AND region = :region AND deleted_at IS NULL
                """)
            .bind("account", world.accountId())
            .bind("region", world.region())
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public Version version(String serviceId, int number) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM service_version WHERE service_id = :service AND number = :number")
            .bind("service", serviceId)
            .bind("number", number)
            .map((row, _) -> Rows.version(row))
            .one());
  }

  @Override
  public List<Version> versions(String serviceId) {
    return versions(serviceId, Optional.empty(), Integer.MAX_VALUE - 1).items();
  }

  @Override
  public Page<Version> versions(String serviceId, Optional<String> after, int limit) {
    List<Version> versions =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM service_version
                    WHERE service_id = :service AND number < :before
                    ORDER BY number DESC LIMIT :limit
                    """)
                .bind("service", serviceId)
                .bind("before", after.map(Integer::parseInt).orElse(Integer.MAX_VALUE))
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.version(row))
                .list());
    return Page.of(versions, limit, version -> String.valueOf(version.number()));
  }

  @Override
  public void forgetVersions(String serviceId, int kept) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM service_version WHERE service_id = :service
                  AND number NOT IN (SELECT number FROM service_version
                    WHERE service_id = :service ORDER BY number DESC LIMIT :kept)
                  AND number NOT IN (SELECT number FROM service_version
                    WHERE service_id = :service AND deployed_at IS NOT NULL
                      AND restored_version IS NULL
                    ORDER BY number DESC LIMIT :kept)
                  AND number NOT IN (SELECT version FROM instance WHERE service_id = :service)
                  AND number NOT IN (SELECT version FROM service WHERE id = :service
                    UNION SELECT coalesce(serving_version, version) FROM service
                      WHERE id = :service)
                """)
            .bind("service", serviceId)
            .bind("kept", kept)
            .execute());
  }

  @Override
  public int newestVersionNumber(String serviceId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT max(number) FROM service_version WHERE service_id = :service")
            .bind("service", serviceId)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public void pinImage(Version version) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE service_version SET image_id = :image, image_digest = :digest, built = :built
                WHERE service_id = :service AND number = :number
                """)
            .bind("image", version.image().orElseThrow().id())
            .bind("digest", version.image().orElseThrow().digest())
            .bind("built", version.built().map(Rows.JSON::writeValueAsString))
            .bind("service", version.serviceId())
            .bind("number", version.number())
            .execute());
  }

  @Override
  public void add(Instance instance) {
    database.write(handle -> InstanceRows.insert(handle, instance));
  }

  @Override
  public boolean addMissing(Instance instance, int wanted) {
    return database.write(handle ->
        InstanceRows.isLacking(handle, instance, wanted) && InstanceRows.insert(handle, instance));
  }

  @Override
  public boolean noteHandle(String instanceId, String engineHandle) {
    return database.write(handle -> InstanceRows.noteHandle(handle, instanceId, engineHandle));
  }

  @Override
  public boolean serve(String instanceId) {
    return database.write(handle -> InstanceRows.serve(handle, instanceId));
  }

  @Override
  public void retire(String instanceId) {
    database.write(handle -> InstanceRows.retire(handle, instanceId));
  }

  @Override
  public boolean retireAbandoned(String instanceId) {
    return database.write(handle -> InstanceRows.retireAbandoned(handle, instanceId));
  }

  @Override
  public boolean retireSurplus(String instanceId, int wanted) {
    return database.write(handle -> InstanceRows.retireSurplus(handle, instanceId, wanted));
  }

  @Override
  public boolean remove(Instance instance) {
    return database.write(handle -> InstanceRows.remove(handle, instance));
  }

  @Override
  public Optional<Instance> instance(String instanceId) {
    return database.read(handle -> InstanceRows.find(handle, instanceId));
  }

  @Override
  public List<Instance> instances(String serviceId) {
    return database.read(handle -> InstanceRows.ofService(handle, serviceId));
  }

  @Override
  public List<Instance> instances() {
    return database.read(InstanceRows::all);
  }

  @Override
  public void switchTraffic(Service service, Instant now) {
    database.write(handle -> {
      handle.execute(
          "UPDATE service SET serving_version = version, updated_at = ? WHERE id = ?",
          now.toEpochMilli(),
          service.id());
      handle.execute(
          "UPDATE service_version SET deployed_at = ?"
              + " WHERE service_id = ? AND number = ? AND deployed_at IS NULL",
          now.toEpochMilli(),
          service.id(),
          service.versionNumber());
      handle.execute(
          """
          UPDATE instance
          SET phase = CASE version WHEN ? THEN 'SERVING' ELSE 'RETIRING' END
          WHERE service_id = ? AND phase <> 'RETIRING'
          """,
          service.versionNumber(),
          service.id());
      return null;
    });
  }

  @Override
  public int purgeDeletedBefore(Instant time) {
    return database.write(
        handle -> handle.execute("DELETE FROM service WHERE deleted_at < ?", time.toEpochMilli()));
  }

  private Optional<Service> newest(AccountRegion world, String name) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM service
                WHERE account_id = :account AND region = :region AND name = :name
                ORDER BY (deleted_at IS NULL) DESC, created_at DESC LIMIT 1
                """)
            .bind("account", world.accountId())
            .bind("region", world.region())
            .bind("name", name)
            .map((row, _) -> Rows.service(row))
            .findOne());
  }
}
