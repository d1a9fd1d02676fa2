package dev.pacer.store;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import dev.pacer.tags.TagStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/// [TagStore] in SQL. The tags are a column of each resource's own table.
public final class SqlTagStore implements TagStore {
  private static final String BY_ARN = "arn = :arn";
  private static final Table REVISIONS = new Table("revision", BY_ARN, "deleted_at IS NULL");
  private static final Map<String, Table> TABLES =
      Map.of(
          "service",
          new Table(
              "service",
              "id = :id AND name = :name AND account_id = :account AND region = :region",
              "deleted_at IS NULL"),
          "autoscalingconfiguration",
          REVISIONS,
          "observabilityconfiguration",
          REVISIONS,
          "vpcconnector",
          REVISIONS,
          "connection",
          new Table("connection", BY_ARN, "TRUE"),
          "vpcingressconnection",
          new Table("vpc_ingress_connection", BY_ARN, "deleted_at IS NULL"));

  private final Database database;
  private final Consumer<AccountRegion> builtIns;

  /// @param builtIns writes the built-in configurations of a world, which exist there without having
  ///     been created
  public SqlTagStore(Database database, Consumer<AccountRegion> builtIns) {
    this.database = database;
    this.builtIns = builtIns;
  }

  /// Where the tags of a kind of resource are.
  ///
  /// @param whose a condition that is true of exactly the resource of an ARN
  /// @param living a condition that is true of resources that are not deleted
  private record Table(String name, String whose, String living) {}

  @Override
  public Optional<Map<String, String>> find(Arn resource) {
    builtIns.accept(resource.world());
    return table(resource).flatMap(table -> database.read(handle -> find(handle, table, resource)));
  }

  @Override
  public Outcome update(
      Arn resource, Function<Map<String, String>, Optional<Map<String, String>>> change) {
    Optional<Table> table = table(resource);
    if (table.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    builtIns.accept(resource.world());
    return database.write(handle -> {
      Optional<Map<String, String>> tags = find(handle, table.get(), resource);
      if (tags.isEmpty()) {
        return Outcome.NOT_FOUND;
      }
      Optional<Map<String, String>> changed = change.apply(tags.get());
      changed.ifPresent(after -> write(handle, table.get(), resource, after));
      return changed.isPresent() ? Outcome.UPDATED : Outcome.LEFT;
    });
  }

  private static Optional<Map<String, String>> find(Handle handle, Table table, Arn resource) {
    Query query =
        handle.createQuery(
            "SELECT tags FROM %s WHERE %s AND %s"
                .formatted(table.name(), table.whose(), table.living()));
    return bound(query, resource).mapTo(String.class).findOne().map(Rows::texts);
  }

  private static void write(Handle handle, Table table, Arn resource, Map<String, String> tags) {
    Update update =
        handle.createUpdate(
            "UPDATE %s SET tags = :tags WHERE %s".formatted(table.name(), table.whose()));
    bound(update, resource).bind("tags", Rows.JSON.writeValueAsString(tags)).execute();
  }

  /// Binds what an ARN says, in whole and in parts.
  private static <T extends SqlStatement<T>> T bound(T statement, Arn resource) {
    String[] parts = resource.resource().split("/", -1);
    return statement
        .bind("arn", resource.toString())
        .bind("account", resource.accountId())
        .bind("region", resource.region())
        .bind("name", parts[1])
        .bind("id", parts[parts.length - 1]);
  }

  private static Optional<Table> table(Arn resource) {
    String kind = resource.resource().substring(0, Math.max(0, resource.resource().indexOf('/')));
    return Optional.ofNullable(TABLES.get(kind));
  }
}
