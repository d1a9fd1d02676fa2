package dev.pacer.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.SQLiteConfig;

/// Copies of a database in a file, taken from a connection of their own: a server may go on using
/// the database. Safe for any thread.
public final class DatabaseCopy {
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private DatabaseCopy() {}

  /// Copies a database as it is at one moment, without its unused pages.
  ///
  /// @param copy must not be there, or be empty
  /// @throws StoreException when it cannot be read or the copy cannot be written
  public static void write(Path database, Path copy) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      // One read transaction: unlike the backup interface it need not begin again whenever another
      // process writes.
      statement.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
    } catch (SQLException failure) {
      throw new StoreException(
          "Cannot copy the database " + database + ": " + failure.getMessage(), failure);
    }
  }

  /// Checks a database that nobody uses and whose origin is unknown.
  ///
  /// @return its newest migration
  /// @throws StoreException when it is damaged, is none of ours or comes from a newer release
  public static String check(Path database) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      requireSound(statement);
      Set<String> applied = applied(statement);
      Migrations.requireKnown(applied);
      return applied.stream()
          .reduce((_, later) -> later)
          .orElseThrow(() -> new StoreException("its schema is empty"));
    } catch (SQLException | StoreException failure) {
      throw new StoreException(
          "The database of the backup cannot be used: " + failure.getMessage() + ".", failure);
    }
  }

  private static void requireSound(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
      String finding = result.next() ? result.getString(1) : "no answer";
      if (!finding.equals("ok")) {
        throw new StoreException("it is damaged (" + finding.lines().findFirst().orElse("") + ")");
      }
    }
  }

  private static Set<String> applied(Statement statement) throws SQLException {
    Set<String> applied = new TreeSet<>();
    try (ResultSet result = statement.executeQuery("SELECT name FROM schema_migration")) {
      while (result.next()) {
        applied.add(result.getString(1));
      }
    }
    return applied;
  }

  private static Connection open(Path database) throws SQLException {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return sqlite.createConnection("jdbc:sqlite:" + database);
  }
}
