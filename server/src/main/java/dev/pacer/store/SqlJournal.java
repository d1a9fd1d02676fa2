package dev.pacer.store;

import dev.pacer.operation.ClaimLostException;
import dev.pacer.operation.Journal;
import dev.pacer.operation.Operation;
import dev.pacer.operation.Step;
import dev.pacer.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// [Journal] in SQL.
final class SqlJournal implements Journal {
  private final Database database;
  private final String operationId;
  private final String memberId;

  SqlJournal(Database database, String operationId, String memberId) {
    this.database = database;
    this.operationId = operationId;
    this.memberId = memberId;
  }

  @Override
  public Operation operation() {
    return database.read(handle -> SqlOperationStore.find(handle, operationId).orElseThrow());
  }

  @Override
  public void save(Operation operation) {
    database.write(handle -> update(handle, operation));
  }

  @Override
  public boolean begin(Step step) {
    return database.write(handle -> {
      hold(handle);
      if (isCancelled(handle)) {
        return false;
      }
      if (step.isIrrevocable()) {
        handle.execute("UPDATE operation SET irrevocable = 1 WHERE id = ?", operationId);
      }
      handle.execute(
          """
          INSERT INTO operation_step (operation_id, name) VALUES (?, ?)
          ON CONFLICT (operation_id, name) DO NOTHING
          """,
          operationId,
          step.name());
      return true;
    });
  }

  @Override
  public void complete(Step step, String output) {
    database.write(handle -> {
      hold(handle);
      return handle.execute(
          "UPDATE operation_step SET completed = 1, output = ? WHERE operation_id = ? AND name = ?",
          output,
          operationId,
          step.name());
    });
  }

  @Override
  public Map<String, String> completed() {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT name, output FROM operation_step WHERE operation_id = :id AND completed = 1")
            .bind("id", operationId)
            .map((row, _) -> Map.entry(row.getString("name"), row.getString("output")))
            .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<String> begun() {
    return database.read(handle ->
        handle
            .createQuery("SELECT name FROM operation_step WHERE operation_id = :id")
            .bind("id", operationId)
            .mapTo(String.class)
            .list());
  }

  @Override
  public void end(Operation ended, Service settled) {
    database.write(handle -> {
      update(handle, ended);
      handle.execute("UPDATE operation SET told = 0 WHERE id = ?", operationId);
      return SqlOperationStore.settle(handle, settled);
    });
  }

  @Override
  public void told() {
    database.write(handle -> {
      hold(handle);
      return handle.execute("UPDATE operation SET told = 1 WHERE id = ?", operationId);
    });
  }

  /// Proves that this server still has the operation, for the rest of the transaction.
  private void hold(Handle handle) {
    int held =
        handle.execute(
            "UPDATE operation SET server_id = server_id WHERE id = ? AND server_id = ?",
            operationId,
            memberId);
    if (held == 0) {
      throw new ClaimLostException(operationId);
    }
  }

  private boolean isCancelled(Handle handle) {
    return handle
            .createQuery("SELECT cancel_requested FROM operation WHERE id = :id")
            .bind("id", operationId)
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  private int update(Handle handle, Operation operation) {
    hold(handle);
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
        .bind("ended", operation.endedAt().map(Instant::toEpochMilli))
        .execute();
  }
}
