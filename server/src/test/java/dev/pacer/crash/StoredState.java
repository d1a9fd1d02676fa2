package dev.pacer.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a server's database holds, read past the server.
///
/// @param services by name, the newest of each
/// @param unfinished operations that did not end, or of whose end nobody was told
record StoredState(
    Map<String, StoredService> services, List<Row> instances, List<String> unfinished) {

  /// Where a service is found.
  record StoredService(String arn, String host) {}

  /// A stored instance.
  ///
  /// @param handle its container, or the empty text
  record Row(String id, String phase, String handle) {}

  static StoredState of(Path dataDirectory) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + dataDirectory.resolve("pacer.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      return new StoredState(services(statement), instances(statement), unfinished(statement));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Map<String, StoredService> services(Statement statement) throws SQLException {
    Map<String, StoredService> services = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            SELECT name, host, 'arn:aws:apprunner:' || region || ':' || account_id || ':service/'
              || name || '/' || id FROM service ORDER BY created_at
            """)) {
      while (rows.next()) {
        services.put(rows.getString(1), new StoredService(rows.getString(3), rows.getString(2)));
      }
    }
    return services;
  }

  private static List<Row> instances(Statement statement) throws SQLException {
    List<Row> instances = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT id, phase, coalesce(handle, '') FROM instance")) {
      while (rows.next()) {
        instances.add(new Row(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return instances;
  }

  private static List<String> unfinished(Statement statement) throws SQLException {
    List<String> unfinished = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT type || ' ' || id FROM operation WHERE ended_at IS NULL OR told = 0")) {
      while (rows.next()) {
        unfinished.add(rows.getString(1));
      }
    }
    return unfinished;
  }

  StoredService service(String name) {
    return Optional.ofNullable(services.get(name)).orElseThrow();
  }

  List<Row> serving() {
    return instances.stream().filter(row -> row.phase().equals("SERVING")).toList();
  }
}
