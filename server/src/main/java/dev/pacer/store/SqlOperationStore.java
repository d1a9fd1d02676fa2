package dev.pacer.store;

import dev.pacer.operation.Admission;
import dev.pacer.operation.Cancellation;
import dev.pacer.operation.Journal;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationStore;
import dev.pacer.operation.OperationType;
import dev.pacer.operation.WaitingDeployment;
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

  /// True of rows of `operation` that no living server has.
  private static final String UNCLAIMED =
      "(server_id IS NULL OR server_id NOT IN (SELECT id FROM member))";

  /// True of rows of `operation` with which there is something left to do.
  private static final String UNFINISHED = "(ended_at IS NULL OR told = 0)";

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
      if (operation.type() == OperationType.START_DEPLOYMENT) {
        handle.execute("DELETE FROM waiting_deployment WHERE service_id = ?", after.id());
      }
      return new Admission.Admitted();
    });
  }

  @Override
  public Optional<Journal> claim(String operationId, String memberId) {
    boolean claimed =
        database.write(handle ->
            handle.execute(
                    "UPDATE operation SET server_id = ? WHERE id = ? AND "
                        + UNFINISHED
                        + " AND (server_id = ? OR "
                        + UNCLAIMED
                        + ")",
                    memberId,
                    operationId,
                    memberId)
                == 1);
    return claimed
        ? Optional.of(new SqlJournal(database, operationId, memberId))
        : Optional.empty();
  }

  @Override
  public Optional<Operation> find(String operationId) {
    return database.read(handle -> find(handle, operationId));
  }

  @Override
  public List<Operation> unclaimed() {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM operation WHERE "
                    + UNFINISHED
                    + " AND "
                    + UNCLAIMED
                    + " ORDER BY started_at, id")
            .map((row, _) -> Rows.operation(row))
            .list());
  }

  @Override
  public List<String> cancelled(String memberId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT id FROM operation"
                    + " WHERE ended_at IS NULL AND cancel_requested = 1 AND server_id = :member")
            .bind("member", memberId)
            .mapTo(String.class)
            .list());
  }

  @Override
  public Cancellation cancel(String operationId) {
    return database.write(handle -> {
      int asked =
          handle.execute(
              """
              UPDATE operation SET cancel_requested = 1
              WHERE id = ? AND status IN ('PENDING', 'IN_PROGRESS') AND irrevocable = 0
              """,
              operationId);
      return asked == 1 ? Cancellation.REQUESTED : whyNot(handle, operationId);
    });
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
  public Optional<String> output(String operationId, String step) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT output FROM operation_step"
                    + " WHERE operation_id = :id AND name = :step AND completed = 1")
            .bind("id", operationId)
            .bind("step", step)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void remember(WaitingDeployment deployment) {
    database.write(handle ->
        handle.execute(
            """
            INSERT INTO waiting_deployment (service_id, reason, requested_at) VALUES (?, ?, ?)
            ON CONFLICT (service_id) DO UPDATE
              SET reason = excluded.reason, requested_at = excluded.requested_at
            """,
            deployment.serviceId(),
            deployment.reason(),
            deployment.requestedAt().toEpochMilli()));
  }

  @Override
  public List<WaitingDeployment> waiting() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM waiting_deployment ORDER BY requested_at, service_id")
            .map((row, _) ->
                new WaitingDeployment(
                    row.getString("service_id"),
                    row.getString("reason"),
                    Rows.time(row, "requested_at")))
            .list());
  }

  @Override
  public void forget(WaitingDeployment deployment) {
    database.write(handle ->
        handle.execute(
            "DELETE FROM waiting_deployment WHERE service_id = ? AND requested_at = ?",
            deployment.serviceId(),
            deployment.requestedAt().toEpochMilli()));
  }

  private static Cancellation whyNot(Handle handle, String operationId) {
    Optional<Operation> found = find(handle, operationId);
    if (found.isEmpty() || found.get().status().hasEnded()) {
      return Cancellation.ENDED;
    }
    return found.get().status() == OperationStatus.ROLLBACK_IN_PROGRESS
        ? Cancellation.GOING_BACK
        : Cancellation.TOO_LATE;
  }

  static Optional<Operation> find(Handle handle, String operationId) {
    return handle
        .createQuery("SELECT * FROM operation WHERE id = :id")
        .bind("id", operationId)
        .map((row, _) -> Rows.operation(row))
        .findOne();
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
  static int settle(Handle handle, Service service) {
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
            INSERT INTO service_version (service_id, number, configuration, image_id, image_digest,
              built, created_at, deployed_at, restored_version)
            VALUES (:service, :number, :configuration, :image, :digest, :built, :created, :deployed,
              :restored)
            """)
        .bind("service", version.serviceId())
        .bind("number", version.number())
        .bind("configuration", Rows.JSON.writeValueAsString(version.configuration()))
        .bind("image", version.image().map(image -> image.id()))
        .bind("digest", version.image().map(image -> image.digest()))
        .bind("built", version.built().map(Rows.JSON::writeValueAsString))
        .bind("created", version.createdAt().toEpochMilli())
        .bind("deployed", version.deployedAt().map(java.time.Instant::toEpochMilli))
        .bind("restored", version.restoredVersion())
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
}
