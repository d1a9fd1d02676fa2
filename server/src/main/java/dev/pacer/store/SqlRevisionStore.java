package dev.pacer.store;

import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.Revision;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import dev.pacer.support.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// [RevisionStore] in SQL.
public final class SqlRevisionStore<S> implements RevisionStore<S> {
  private static final String BUILT_IN_NAME = "DefaultConfiguration";
  private static final String BUILT_IN_ID = "00000000000000000000000000000001";

  private static final String LISTED =
      """
      SELECT * FROM (SELECT r.*,
        r.deleted_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM revision n WHERE n.kind = r.kind AND n.account_id = r.account_id
            AND n.region = r.region AND n.name = r.name AND n.deleted_at IS NULL
            AND n.number > r.number) AS latest,
        EXISTS (SELECT 1 FROM default_revision d WHERE d.arn = r.arn) AS is_default,
        EXISTS (SELECT 1 FROM service_reference f JOIN service s ON s.id = f.service_id
          WHERE f.arn = r.arn AND s.deleted_at IS NULL
            AND (s.version = f.version OR s.serving_version = f.version)) AS used
      FROM revision r
      WHERE r.kind = :kind AND r.account_id = :account AND r.region = :region) r
      WHERE TRUE\
      """;

  private final Database database;
  private final RevisionKind kind;
  private final Class<S> type;
  private final Optional<S> builtIn;
  private final InstantSource clock;

  /// @param builtIn the settings of the built-in `DefaultConfiguration`; empty for none
  public SqlRevisionStore(
      Database database,
      RevisionKind kind,
      Class<S> type,
      Optional<S> builtIn,
      InstantSource clock) {
    this.database = database;
    this.kind = kind;
    this.type = type;
    this.builtIn = builtIn;
    this.clock = clock;
  }

  @Override
  public Creation<S> create(
      AccountRegion world, String name, S settings, Map<String, String> tags, Limits limits) {
    seed(world);
    return database.write(handle -> {
      List<ListedRevision<S>> active = active(handle, world, name);
      if (active.isEmpty() && names(handle, world) >= limits.names()) {
        return new Creation.NamesExhausted<>();
      }
      if (active.size() >= limits.revisions()) {
        return new Creation.RevisionsExhausted<>();
      }
      Revision<S> revision =
          new Revision<>(
              world,
              kind,
              name,
              nextNumber(handle, world, name, active),
              Identifiers.hex32(),
              settings,
              clock.instant(),
              Optional.empty());
      insert(handle, revision, tags);
      return new Creation.Created<>(new ListedRevision<>(revision, true, false, false));
    });
  }

  @Override
  public Optional<ListedRevision<S>> find(RevisionArn arn) {
    seed(arn.world());
    return database.read(handle -> find(handle, arn));
  }

  @Override
  public Page<ListedRevision<S>> list(
      AccountRegion world,
      Optional<String> name,
      boolean latestOnly,
      Optional<String> after,
      int limit) {
    seed(world);
    RevisionKey key = RevisionKey.after(after);
    List<ListedRevision<S>> revisions =
        database.read(handle ->
            query(
                    handle,
                    world,
                    " AND r.deleted_at IS NULL AND (r.name, r.number) > (:afterName, :afterNumber)"
                        + (name.isPresent() ? " AND r.name = :name" : "")
                        + (latestOnly ? " AND latest" : "")
                        + " ORDER BY r.name, r.number LIMIT :limit")
                .bind("afterName", key.name())
                .bind("afterNumber", key.number())
                .bind("name", name.orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> listed(row))
                .list());
    return Page.of(
        revisions,
        limit,
        listed -> new RevisionKey(listed.revision().name(), listed.revision().number()).text());
  }

  @Override
  public Deletion<S> delete(RevisionArn arn) {
    seed(arn.world());
    return database.write(handle ->
        find(handle, arn)
            .filter(found -> found.revision().isActive())
            .map(found -> delete(handle, List.of(found)))
            .orElseGet(Deletion.NotFound::new));
  }

  @Override
  public Deletion<S> deleteAll(AccountRegion world, String name) {
    seed(world);
    return database.write(handle -> {
      List<ListedRevision<S>> active = active(handle, world, name);
      return active.isEmpty() ? new Deletion.NotFound<>() : delete(handle, active);
    });
  }

  @Override
  public ListedRevision<S> defaultOf(AccountRegion world) {
    seed(world);
    return database.read(handle ->
        query(handle, world, " AND is_default")
            .map((row, _) -> listed(row))
            .findOne()
            .orElseThrow(() -> new IllegalStateException(kind + " has no default")));
  }

  @Override
  public Optional<ListedRevision<S>> makeDefault(RevisionArn arn) {
    seed(arn.world());
    return database.write(handle ->
        find(handle, arn)
            .filter(found -> found.revision().isActive())
            .flatMap(found -> {
              writeDefault(handle, found.revision());
              return find(handle, arn);
            }));
  }

  private Deletion<S> delete(Handle handle, List<ListedRevision<S>> wanted) {
    for (ListedRevision<S> listed : wanted) {
      if (listed.isDefault()) {
        return new Deletion.IsDefault<>();
      }
      if (listed.used()) {
        return new Deletion.InUse<>(listed);
      }
    }
    Instant now = clock.instant();
    for (ListedRevision<S> listed : wanted) {
      handle.execute(
          "UPDATE revision SET deleted_at = ? WHERE arn = ?",
          now.toEpochMilli(),
          listed.revision().arn().toString());
    }
    return new Deletion.Deleted<>(wanted.getLast().deleted(now));
  }

  private Optional<ListedRevision<S>> find(Handle handle, RevisionArn arn) {
    String which =
        arn.isFull()
            ? " AND r.name = :name AND r.number = :number AND r.id = :id"
            : arn.number().isPresent()
                ? " AND r.name = :name AND r.number = :number AND r.deleted_at IS NULL"
                : " AND r.name = :name AND latest";
    return query(handle, arn.world(), which)
        .bind("name", arn.name())
        .bind("number", arn.number().orElse(0))
        .bind("id", arn.id().orElse(""))
        .map((row, _) -> listed(row))
        .findOne();
  }

  private List<ListedRevision<S>> active(Handle handle, AccountRegion world, String name) {
    return query(handle, world, " AND r.name = :name AND r.deleted_at IS NULL ORDER BY r.number")
        .bind("name", name)
        .map((row, _) -> listed(row))
        .list();
  }

  private int names(Handle handle, AccountRegion world) {
    return handle
        .createQuery(
            "SELECT count(DISTINCT name) FROM revision WHERE kind = :kind AND account_id = :account"
                + " AND region = :region AND deleted_at IS NULL")
        .bind("kind", kind.name())
        .bind("account", world.accountId())
        .bind("region", world.region())
        .mapTo(Integer.class)
        .one();
  }

  /// Numbers are not used again while the name lives, deleted revisions included.
  private int nextNumber(
      Handle handle, AccountRegion world, String name, List<ListedRevision<S>> active) {
    if (active.isEmpty()) {
      return 1;
    }
    return handle
        .createQuery(
            "SELECT 1 + max(number) FROM revision WHERE kind = :kind AND account_id = :account"
                + " AND region = :region AND name = :name AND sequence >= (SELECT sequence FROM revision"
                + " WHERE arn = :oldest)")
        .bind("kind", kind.name())
        .bind("account", world.accountId())
        .bind("region", world.region())
        .bind("name", name)
        .bind("oldest", active.getFirst().revision().arn().toString())
        .mapTo(Integer.class)
        .one();
  }

  private void seed(AccountRegion world) {
    if (builtIn.isEmpty() || database.read(handle -> isSeeded(handle, world))) {
      return;
    }
    database.write(handle -> {
      if (!isSeeded(handle, world)) {
        Revision<S> revision =
            new Revision<>(
                world,
                kind,
                BUILT_IN_NAME,
                1,
                BUILT_IN_ID,
                builtIn.orElseThrow(),
                clock.instant(),
                Optional.empty());
        insert(handle, revision, Map.of());
        writeDefault(handle, revision);
      }
      return null;
    });
  }

  private boolean isSeeded(Handle handle, AccountRegion world) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM default_revision WHERE kind = :kind"
                + " AND account_id = :account AND region = :region)")
        .bind("kind", kind.name())
        .bind("account", world.accountId())
        .bind("region", world.region())
        .mapTo(Boolean.class)
        .one();
  }

  private void insert(Handle handle, Revision<S> revision, Map<String, String> tags) {
    handle
        .createUpdate(
            """
            INSERT INTO revision
              (arn, kind, account_id, region, name, number, id, settings, tags, created_at)
            VALUES (:arn, :kind, :account, :region, :name, :number, :id, :settings, :tags, :created)
            """)
        .bind("arn", revision.arn().toString())
        .bind("kind", kind.name())
        .bind("account", revision.world().accountId())
        .bind("region", revision.world().region())
        .bind("name", revision.name())
        .bind("number", revision.number())
        .bind("id", revision.id())
        .bind("settings", Rows.JSON.writeValueAsString(revision.settings()))
        .bind("tags", Rows.JSON.writeValueAsString(tags))
        .bind("created", revision.createdAt().toEpochMilli())
        .execute();
  }

  private void writeDefault(Handle handle, Revision<S> revision) {
    handle.execute(
        """
        INSERT INTO default_revision (kind, account_id, region, arn) VALUES (?, ?, ?, ?)
        ON CONFLICT (kind, account_id, region) DO UPDATE SET arn = excluded.arn
        """,
        kind.name(),
        revision.world().accountId(),
        revision.world().region(),
        revision.arn().toString());
  }

  private Query query(Handle handle, AccountRegion world, String rest) {
    return handle
        .createQuery(LISTED + rest)
        .bind("kind", kind.name())
        .bind("account", world.accountId())
        .bind("region", world.region());
  }

  private ListedRevision<S> listed(ResultSet row) throws SQLException {
    Revision<S> revision =
        new Revision<>(
            new AccountRegion(row.getString("account_id"), row.getString("region")),
            kind,
            row.getString("name"),
            row.getInt("number"),
            row.getString("id"),
            Rows.JSON.readValue(row.getString("settings"), type),
            Rows.time(row, "created_at"),
            Rows.optionalTime(row, "deleted_at"));
    return new ListedRevision<>(
        revision, row.getBoolean("latest"), row.getBoolean("is_default"), row.getBoolean("used"));
  }
}
