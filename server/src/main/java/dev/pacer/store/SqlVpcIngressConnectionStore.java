package dev.pacer.store;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Endpoint;
import dev.pacer.vpc.VpcIngressConnection.Status;
import dev.pacer.vpc.VpcIngressConnectionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// [VpcIngressConnectionStore] in SQL.
public final class SqlVpcIngressConnectionStore implements VpcIngressConnectionStore {
  private final Database database;

  public SqlVpcIngressConnectionStore(Database database) {
    this.database = database;
  }

  @Override
  public Creation create(VpcIngressConnection connection, Map<String, String> tags, int quota) {
    return database.write(handle -> {
      if (isTaken(handle, connection)) {
        return Creation.NAME_TAKEN;
      }
      if (ofService(handle, connection.serviceArn()).size() >= quota) {
        return Creation.QUOTA_REACHED;
      }
      insert(handle, connection, tags);
      return Creation.CREATED;
    });
  }

  @Override
  public Optional<VpcIngressConnection> find(String arn) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM vpc_ingress_connection WHERE arn = :arn")
            .bind("arn", arn)
            .map((row, _) -> connection(row))
            .findOne());
  }

  @Override
  public Page<VpcIngressConnection> list(
      AccountRegion world, Filter filter, Optional<String> after, int limit) {
    List<VpcIngressConnection> connections =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM vpc_ingress_connection
                    WHERE account_id = :account AND region = :region AND deleted_at IS NULL
                      AND name > :after
                      AND (:service = '' OR service_arn = :service)
                      AND (:endpoint = '' OR vpc_endpoint_id = :endpoint)
                    ORDER BY name LIMIT :limit
                    """)
                .bind("account", world.accountId())
                .bind("region", world.region())
                .bind("after", after.orElse(""))
                .bind("service", filter.serviceArn().orElse(""))
                .bind("endpoint", filter.vpcEndpointId().orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> connection(row))
                .list());
    return Page.of(connections, limit, VpcIngressConnection::name);
  }

  @Override
  public List<VpcIngressConnection> ofService(String serviceArn) {
    return database.read(handle -> ofService(handle, serviceArn));
  }

  @Override
  public List<VpcIngressConnection> pending() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM vpc_ingress_connection WHERE status LIKE 'PENDING%'")
            .map((row, _) -> connection(row))
            .list());
  }

  @Override
  public boolean replace(VpcIngressConnection before, VpcIngressConnection after) {
    return database.write(handle ->
        handle.execute(
                """
                UPDATE vpc_ingress_connection
                SET status = ?, vpc_id = ?, vpc_endpoint_id = ?, deleted_at = ?
                WHERE arn = ? AND status = ?
                """,
                after.status().name(),
                after.endpoint().vpcId(),
                after.endpoint().vpcEndpointId(),
                after.deletedAt().map(Instant::toEpochMilli).orElse(null),
                after.arn().toString(),
                before.status().name())
            == 1);
  }

  private static boolean isTaken(Handle handle, VpcIngressConnection connection) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM vpc_ingress_connection WHERE account_id = :account"
                + " AND region = :region AND name = :name AND deleted_at IS NULL)")
        .bind("account", connection.world().accountId())
        .bind("region", connection.world().region())
        .bind("name", connection.name())
        .mapTo(Boolean.class)
        .one();
  }

  private static List<VpcIngressConnection> ofService(Handle handle, String serviceArn) {
    return handle
        .createQuery(
            "SELECT * FROM vpc_ingress_connection WHERE service_arn = :service"
                + " AND deleted_at IS NULL ORDER BY name")
        .bind("service", serviceArn)
        .map((row, _) -> connection(row))
        .list();
  }

  private static void insert(
      Handle handle, VpcIngressConnection connection, Map<String, String> tags) {
    handle
        .createUpdate(
            """
            INSERT INTO vpc_ingress_connection (arn, account_id, region, name, id, service_arn,
              domain_name, vpc_id, vpc_endpoint_id, status, tags, created_at)
            VALUES (:arn, :account, :region, :name, :id, :service,
              :domain, :vpc, :endpoint, :status, :tags, :created)
            """)
        .bind("arn", connection.arn().toString())
        .bind("account", connection.world().accountId())
        .bind("region", connection.world().region())
        .bind("name", connection.name())
        .bind("id", connection.id())
        .bind("service", connection.serviceArn())
        .bind("domain", connection.domainName())
        .bind("vpc", connection.endpoint().vpcId())
        .bind("endpoint", connection.endpoint().vpcEndpointId())
        .bind("status", connection.status().name())
        .bind("tags", Rows.JSON.writeValueAsString(tags))
        .bind("created", connection.createdAt().toEpochMilli())
        .execute();
  }

  private static VpcIngressConnection connection(ResultSet row) throws SQLException {
    return new VpcIngressConnection(
        new AccountRegion(row.getString("account_id"), row.getString("region")),
        row.getString("name"),
        row.getString("id"),
        row.getString("service_arn"),
        row.getString("domain_name"),
        new Endpoint(row.getString("vpc_id"), row.getString("vpc_endpoint_id")),
        Status.valueOf(row.getString("status")),
        Rows.time(row, "created_at"),
        Rows.optionalTime(row, "deleted_at"));
  }
}
