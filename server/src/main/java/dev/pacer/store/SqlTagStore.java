package dev.pacer.store;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import dev.pacer.tags.TagStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// [TagStore] in SQL. The tags are a column of each resource's own table.
public final class SqlTagStore implements TagStore {
  private static final Table REVISIONS = new Table("revision", "arn", "deleted_at IS NULL");
  private static final Map<String, Table> TABLES =
      Map.of(
          "service",
          new Table("service", "id", "deleted_at IS NULL"),
          "autoscalingconfiguration",
          REVISIONS,
          "observabilityconfiguration",
          REVISIONS,
          "vpcconnector",
          REVISIONS,
          "connection",
          new Table("connection", "arn", "TRUE"),
          "vpcingressconnection",
          new Table("vpc_ingress_connection", "arn", "deleted_at IS NULL"));

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
  /// @param living a condition that is true of resources that are not deleted
  private record Table(String name, String key, String living) {}

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
    return handle
        .createQuery(
            "SELECT tags FROM %s WHERE %s = :key AND %s"
                .formatted(table.name(), table.key(), table.living()))
        .bind("key", key(table, resource))
        .mapTo(String.class)
        .findOne()
        .map(Rows::texts);
  }

  private static void write(Handle handle, Table table, Arn resource, Map<String, String> tags) {
    handle.execute(
        "UPDATE %s SET tags = ? WHERE %s = ?".formatted(table.name(), table.key()),
        Rows.JSON.writeValueAsString(tags),
        key(table, resource));
  }

  private static String key(Table table, Arn resource) {
    return table.key().equals("id")
        ? resource.resource().substring(resource.resource().lastIndexOf('/') + 1)
        : resource.toString();
  }

  private static Optional<Table> table(Arn resource) {
    String kind = resource.resource().substring(0, Math.max(0, resource.resource().indexOf('/')));
    return Optional.ofNullable(TABLES.get(kind));
  }
}
