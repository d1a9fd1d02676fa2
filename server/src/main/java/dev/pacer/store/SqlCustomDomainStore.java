package dev.pacer.store;

import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.domain.DomainStatus;
import dev.pacer.domain.ValidationRecord;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/// [CustomDomainStore] in SQL.
public final class SqlCustomDomainStore implements CustomDomainStore {
  private static final TypeReference<List<ValidationRecord>> RECORDS = new TypeReference<>() {};

  private final Database database;

  public SqlCustomDomainStore(Database database) {
    this.database = database;
  }

  @Override
  public Association associate(AccountRegion world, CustomDomain domain, int quota) {
    return database.write(handle -> {
      Set<String> taken = namesOf(handle, world.region());
      if (domain.names().stream().anyMatch(taken::contains)) {
        return Association.NAME_TAKEN;
      }
      if (count(handle, domain.serviceId()) >= quota) {
        return Association.QUOTA_REACHED;
      }
      insert(handle, world, domain);
      return Association.ASSOCIATED;
    });
  }

  @Override
  public Optional<CustomDomain> find(String serviceId, String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM custom_domain WHERE service_id = :service AND name = :name")
            .bind("service", serviceId)
            .bind("name", name)
            .map((row, _) -> domain(row))
            .findOne());
  }

  @Override
  public Page<CustomDomain> list(String serviceId, Optional<String> after, int limit) {
    List<CustomDomain> domains =
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT * FROM custom_domain WHERE service_id = :service AND name > :after"
                        + " ORDER BY name LIMIT :limit")
                .bind("service", serviceId)
                .bind("after", after.orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> domain(row))
                .list());
    return Page.of(domains, limit, CustomDomain::name);
  }

  @Override
  public List<CustomDomain> unsettled() {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM custom_domain"
                    + " WHERE status NOT IN ('ACTIVE', 'CREATE_FAILED', 'DELETE_FAILED')")
            .map((row, _) -> domain(row))
            .list());
  }

  @Override
  public boolean replace(CustomDomain before, Optional<CustomDomain> after) {
    return database.write(handle ->
        after.isPresent()
            ? update(handle, before, after.get()) == 1
            : handle.execute(
                    "DELETE FROM custom_domain WHERE service_id = ? AND name = ? AND status = ?",
                    before.serviceId(),
                    before.name(),
                    before.status().name())
                == 1);
  }

  /// Every host name that custom domains of living services of that region cover.
  private static Set<String> namesOf(Handle handle, String region) {
    Set<String> names = new HashSet<>();
    handle
        .createQuery(
            "SELECT d.* FROM custom_domain d JOIN service s ON s.id = d.service_id"
                + " WHERE d.region = :region AND s.deleted_at IS NULL")
        .bind("region", region)
        .map((row, _) -> domain(row))
        .forEach(domain -> names.addAll(domain.names()));
    return names;
  }

  private static int count(Handle handle, String serviceId) {
    return handle
        .createQuery("SELECT count(*) FROM custom_domain WHERE service_id = :service")
        .bind("service", serviceId)
        .mapTo(Integer.class)
        .one();
  }

  private static void insert(Handle handle, AccountRegion world, CustomDomain domain) {
    handle
        .createUpdate(
            """
            INSERT INTO custom_domain (service_id, account_id, region, name, with_www, records,
              status, created_at, changed_at)
            VALUES (:service, :account, :region, :name, :www, :records, :status, :created, :changed)
            """)
        .bind("service", domain.serviceId())
        .bind("account", world.accountId())
        .bind("region", world.region())
        .bind("name", domain.name())
        .bind("www", domain.withWww())
        .bind("records", Rows.JSON.writeValueAsString(domain.records()))
        .bind("status", domain.status().name())
        .bind("created", domain.createdAt().toEpochMilli())
        .bind("changed", domain.changedAt().toEpochMilli())
        .execute();
  }

  private static int update(Handle handle, CustomDomain before, CustomDomain after) {
    return handle.execute(
        """
        UPDATE custom_domain SET records = ?, status = ?, changed_at = ?
        WHERE service_id = ? AND name = ? AND status = ?
        """,
        Rows.JSON.writeValueAsString(after.records()),
        after.status().name(),
        after.changedAt().toEpochMilli(),
        after.serviceId(),
        after.name(),
        before.status().name());
  }

  private static CustomDomain domain(ResultSet row) throws SQLException {
    return new CustomDomain(
        row.getString("service_id"),
        row.getString("name"),
        row.getBoolean("with_www"),
        Rows.JSON.readValue(row.getString("records"), RECORDS),
        DomainStatus.valueOf(row.getString("status")),
        Rows.time(row, "created_at"),
        Rows.time(row, "changed_at"));
  }
}
