package dev.pacer.store;

import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// [ConnectionStore] in SQL.
public final class SqlConnectionStore implements ConnectionStore {
  private final Database database;

  public SqlConnectionStore(Database database) {
    this.database = database;
  }

  @Override
  public Creation create(Connection connection, Map<String, String> tags, int quota) {
    return database.write(handle -> {
      if (findByName(handle, connection.world(), connection.name()).isPresent()) {
        return Creation.NAME_TAKEN;
      }
      if (count(handle, connection.world()) >= quota) {
        return Creation.QUOTA_REACHED;
      }
      insert(handle, connection, tags);
      return Creation.CREATED;
    });
  }

  @Override
  public Optional<Connection> find(String arn) {
    return database.read(handle -> find(handle, arn));
  }

  @Override
  public Optional<Connection> findByName(AccountRegion world, String name) {
    return database.read(handle -> findByName(handle, world, name));
  }

  @Override
  public Page<Connection> list(
      AccountRegion world, Optional<String> name, Optional<String> after, int limit) {
    List<Connection> connections =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM connection
                    WHERE account_id = :account AND region = :region AND name > :after
                      AND (:name = '' OR name = :name)
                    ORDER BY name LIMIT :limit
                    """)
                .bind("account", world.accountId())
                .bind("region", world.region())
                .bind("after", after.orElse(""))
                .bind("name", name.orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> connection(row))
                .list());
    return Page.of(connections, limit, Connection::name);
  }

  @Override
  public Optional<Connection> approve(String arn, Optional<byte[]> credentials) {
    return database.write(handle -> {
      handle.execute(
          "UPDATE connection SET status = ?, credentials = ? WHERE arn = ?",
          Connection.Status.AVAILABLE.name(),
          credentials.orElse(null),
          arn);
      return find(handle, arn);
    });
  }

  @Override
  public Optional<byte[]> credentials(String arn) {
    return database.read(handle ->
        handle
            .createQuery("SELECT credentials FROM connection WHERE arn = :arn")
            .bind("arn", arn)
            .map((row, _) -> Optional.ofNullable(row.getBytes("credentials")))
            .findOne()
            .flatMap(found -> found));
  }

  @Override
  public Deletion delete(String arn) {
    return database.write(handle -> {
      if (ServiceReferences.isUsed(handle, arn)) {
        return Deletion.IN_USE;
      }
      int deleted = handle.execute("DELETE FROM connection WHERE arn = ?", arn);
      return deleted == 0 ? Deletion.NOT_FOUND : Deletion.DELETED;
    });
  }

  private static Optional<Connection> find(Handle handle, String arn) {
    return handle
        .createQuery("SELECT * FROM connection WHERE arn = :arn")
        .bind("arn", arn)
        .map((row, _) -> connection(row))
        .findOne();
  }

  private static Optional<Connection> findByName(Handle handle, AccountRegion world, String name) {
    return handle
        .createQuery(
            "SELECT * FROM connection WHERE account_id = :account AND region = :region"
                + " AND name = :name")
        .bind("account", world.accountId())
        .bind("region", world.region())
        .bind("name", name)
        .map((row, _) -> connection(row))
        .findOne();
  }

  private static int count(Handle handle, AccountRegion world) {
    return handle
        .createQuery(
            "SELECT count(*) FROM connection WHERE account_id = :account AND region = :region")
        .bind("account", world.accountId())
        .bind("region", world.region())
        .mapTo(Integer.class)
        .one();
  }

  private static void insert(Handle handle, Connection connection, Map<String, String> tags) {
    handle
        .createUpdate(
            """
            INSERT INTO connection
              (arn, account_id, region, name, id, provider, status, tags, created_at)
            VALUES (:arn, :account, :region, :name, :id, :provider, :status, :tags, :created)
            """)
        .bind("arn", connection.arn().toString())
        .bind("account", connection.world().accountId())
        .bind("region", connection.world().region())
        .bind("name", connection.name())
        .bind("id", connection.id())
        .bind("provider", connection.provider().name())
        .bind("status", connection.status().name())
        .bind("tags", Rows.JSON.writeValueAsString(tags))
        .bind("created", connection.createdAt().toEpochMilli())
        .execute();
  }

  private static Connection connection(ResultSet row) throws SQLException {
    return new Connection(
        new AccountRegion(row.getString("account_id"), row.getString("region")),
        row.getString("name"),
        row.getString("id"),
        Connection.Provider.valueOf(row.getString("provider")),
        Connection.Status.valueOf(row.getString("status")),
        Rows.time(row, "created_at"));
  }
}
