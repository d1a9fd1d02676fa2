package dev.pacer.store;

import dev.pacer.operation.Admission;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.Service;
import dev.pacer.service.Version;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// [OperationStore] in SQL.
public final class SqlOperationStore implements OperationStore {
  private static final String UPDATE_SERVICE =
      """
      UPDATE service SET status = :status, operation_id = :operation, version = :version,
        serving_version = :serving, updated_at = :updated, deleted_at = :deleted
      WHERE id = :id\
      """;

  private final Database database;

  public SqlOperationStore(Database database) {
    this.database = database;
  }

  @Override
  public Admission beginCreation(Service service, Version version, Operation operation, int quota) {
    return database.write(handle -> {
      Optional<String> gone = ServiceReferences.gone(handle, version);
      if (gone.isPresent()) {
        return new Admission.ReferenceGone(gone.get());
      }
      List<String> names = livingNames(handle, service.world());
      if (names.contains(service.name())) {
        return new Admission.NameTaken();
      }
      if (names.size() >= quota) {
        return new Admission.QuotaReached();
      }
      insert(handle, service);
      insert(handle, version);
      insert(handle, operation);
      return new Admission.Admitted();
    });
  }

  @Override
  public Admission begin(
      Service before, Service after, Optional<Version> newVersion, Operation operation) {
    return database.write(handle -> {
      Optional<String> gone =
          newVersion.flatMap(version -> ServiceReferences.gone(handle, version));
      if (gone.isPresent()) {
        return new Admission.ReferenceGone(gone.get());
      }
      // A service whose update failed meanwhile looks just as it did before.
      boolean taken = newVersion.filter(version -> exists(handle, version)).isPresent();
      if (taken || update(handle, after, before) == 0) {
        return new Admission.ServiceChanged();
      }
      newVersion.ifPresent(version -> insert(handle, version));
      insert(handle, operation);
      return new Admission.Admitted();
    });
  }

  @Override
  public void save(Operation operation) {
    database.write(handle -> update(handle, operation));
  }

  @Override
  public void end(Operation ended, Service settled) {
    database.write(handle -> {
      update(handle, ended);
      return update(handle, settled);
    });
  }

  @Override
  public Optional<Operation> find(String operationId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM operation WHERE id = :id")
            .bind("id", operationId)
            .map((row, _) -> Rows.operation(row))
            .findOne());
  }

  @Override
  public List<Operation> unfinished() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM operation WHERE ended_at IS NULL ORDER BY started_at")
            .map((row, _) -> Rows.operation(row))
            .list());
  }

  @Override
  public Page<Operation> list(String serviceId, Optional<String> after, int limit) {
    TimeKey key = TimeKey.before(after);
    List<Operation> operations =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM operation
                    WHERE service_id = :service AND (started_at, id) < (:time, :id)
                    ORDER BY started_at DESC, id DESC LIMIT :limit
                    """)
                .bind("service", serviceId)
                .bind("time", key.millis())
                .bind("id", key.id())
                .bind("limit", limit + 1)
                .map((row, _) -> Rows.operation(row))
                .list());
    return Page.of(
        operations, limit, operation -> new TimeKey(operation.startedAt(), operation.id()).text());
  }

  @Override
  public Map<String, String> completedSteps(String operationId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT name, output FROM operation_step WHERE operation_id = :id AND completed = 1")
            .bind("id", operationId)
            .map((row, _) -> Map.entry(row.getString("name"), row.getString("output")))
            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void stepBegun(String operationId, String step) {
    database.write(handle ->
        handle.execute(
            """
            INSERT INTO operation_step (operation_id, name) VALUES (?, ?)
            ON CONFLICT (operation_id, name) DO NOTHING
            """,
            operationId,
            step));
  }

  @Override
  public void stepCompleted(String operationId, String step, String output) {
    database.write(handle ->
        handle.execute(
            "UPDATE operation_step SET completed = 1, output = ? WHERE operation_id = ? AND name = ?",
            output,
            operationId,
            step));
  }

  @Override
  public List<String> begunSteps(String operationId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT name FROM operation_step WHERE operation_id = :id")
            .bind("id", operationId)
            .mapTo(String.class)
            .list());
  }

  private static List<String> livingNames(Handle handle, AccountRegion world) {
    return handle
        .createQuery(
            "SELECT name FROM service WHERE account_id = :account AND region = :region"
                + " AND deleted_at IS NULL")
        .bind("account", world.accountId())
        .bind("region", world.region())
        .mapTo(String.class)
        .list();
  }

  private static boolean exists(Handle handle, Version version) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM service_version"
                + " WHERE service_id = :service AND number = :number)")
        .bind("service", version.serviceId())
        .bind("number", version.number())
        .mapTo(Boolean.class)
        .one();
  }

  private static void insert(Handle handle, Service service) {
    handle
        .createUpdate(
            """
            INSERT INTO service (id, account_id, region, name, host, status, operation_id, version,
              serving_version, tags, encryption_key_arn, created_at, updated_at, deleted_at)
            VALUES (:id, :account, :region, :name, :host, :status, :operation, :version,
              :serving, :tags, :key, :created, :updated, :deleted)
            """)
        .bindMap(columns(service))
        .execute();
  }

  /// Writes the service unless it changed since `before` was read.
  private static int update(Handle handle, Service service, Service before) {
    return handle
        .createUpdate(
            UPDATE_SERVICE + " AND status = :expectedStatus AND version = :expectedVersion")
        .bindMap(columns(service))
        .bind("expectedStatus", before.status().name())
        .bind("expectedVersion", before.versionNumber())
        .execute();
  }

  /// Writes the service at the end of its operation, which alone may change it until then.
  private static int update(Handle handle, Service service) {
    return handle
        .createUpdate(UPDATE_SERVICE + " AND status = 'OPERATION_IN_PROGRESS'")
        .bindMap(columns(service))
        .execute();
  }

  private static Map<String, Object> columns(Service service) {
    Map<String, Object> columns = new java.util.HashMap<>();
    columns.put("id", service.id());
    columns.put("account", service.world().accountId());
    columns.put("region", service.world().region());
    columns.put("name", service.name());
    columns.put("host", service.host());
    columns.put("status", service.status().name());
    columns.put("operation", Rows.operationId(service.lifecycle()));
    columns.put("version", service.versionNumber());
    columns.put("serving", service.servingVersionNumber());
    columns.put("tags", Rows.JSON.writeValueAsString(service.tags()));
    columns.put("key", service.encryptionKeyArn());
    columns.put("created", service.createdAt().toEpochMilli());
    columns.put("updated", service.updatedAt().toEpochMilli());
    columns.put("deleted", service.deletedAt().map(java.time.Instant::toEpochMilli));
    return columns;
  }

  private static void insert(Handle handle, Version version) {
    handle
        .createUpdate(
            """
            INSERT INTO service_version (service_id, number, configuration, image_id, image_digest, created_at)
            VALUES (:service, :number, :configuration, :image, :digest, :created)
            """)
        .bind("service", version.serviceId())
        .bind("number", version.number())
        .bind("configuration", Rows.JSON.writeValueAsString(version.configuration()))
        .bind("image", version.image().map(image -> image.id()))
        .bind("digest", version.image().map(image -> image.digest()))
        .bind("created", version.createdAt().toEpochMilli())
        .execute();
    ServiceReferences.insert(handle, version);
  }

  private static void insert(Handle handle, Operation operation) {
    handle
        .createUpdate(
            """
            INSERT INTO operation (id, service_id, type, status, failure, started_at, updated_at, ended_at)
            VALUES (:id, :service, :type, :status, :failure, :started, :updated, :ended)
            """)
        .bind("id", operation.id())
        .bind("service", operation.serviceId())
        .bind("type", operation.type().name())
        .bind("status", operation.status().name())
        .bind("failure", operation.failure())
        .bind("started", operation.startedAt().toEpochMilli())
        .bind("updated", operation.updatedAt().toEpochMilli())
        .bind("ended", operation.endedAt().map(java.time.Instant::toEpochMilli))
        .execute();
  }

  private static int update(Handle handle, Operation operation) {
    return handle
        .createUpdate(
            """
            UPDATE operation SET status = :status, failure = :failure, updated_at = :updated,
              ended_at = :ended
            WHERE id = :id
            """)
        .bind("id", operation.id())
        .bind("status", operation.status().name())
        .bind("failure", operation.failure())
        .bind("updated", operation.updatedAt().toEpochMilli())
        .bind("ended", operation.endedAt().map(java.time.Instant::toEpochMilli))
        .execute();
  }
}
