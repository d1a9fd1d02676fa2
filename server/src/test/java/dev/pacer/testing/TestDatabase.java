package dev.pacer.testing;

import dev.pacer.cluster.MemberStore;
import dev.pacer.cluster.Membership;
import dev.pacer.store.Database;
import dev.pacer.support.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The database of a test's directory: SQLite in it, or, for the classes of tests which
/// [OnPostgres] extends, one of [LocalPostgres].
public final class TestDatabase {
  /// When a server counts as dead, so early that tests need not wait long for it.
  static final Membership.Timing QUICK =
      new Membership.Timing(Duration.ofMillis(50), Duration.ofMillis(1_500));

  private static volatile @Nullable LocalPostgres postgres;
  private static @Nullable DatabaseAddress address;
  private static @Nullable Path emptiedFor;

  private TestDatabase() {}

  /// Opens the directory's database, the same one every time. On PostgreSQL the directory before it
  /// loses its own.
  public static synchronized Database open(Path directory) {
    LocalPostgres server = postgres;
    if (server == null) {
      return Database.open(directory.resolve("pacer.db"));
    }
    DatabaseAddress known = address == null ? server.newDatabase() : address;
    if (address != null && !directory.equals(emptiedFor)) {
      server.empty(known);
    }
    address = known;
    emptiedFor = directory;
    return Database.open(known);
  }

  /// Joins those who use that database: nobody in a directory that this process has to itself.
  static Membership join(MemberStore members) {
    return postgres == null ? Membership.alone(members) : Membership.shared(members, QUICK);
  }

  /// Makes tests run on PostgreSQL that were written for any database.
  public static final class OnPostgres implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      postgres = LocalPostgres.get();
    }

    @Override
    public void afterAll(ExtensionContext context) {
      postgres = null;
    }
  }
}
