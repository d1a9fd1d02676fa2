package dev.pacer.store;

import java.util.Map;

/// Marks of the files that all servers on one database must have in common. The first server writes
/// them; they are no secrets.
public final class InstallationMarks {
  private final Database database;

  public InstallationMarks(Database database) {
    this.database = database;
  }

  /// Writes the marks of files that have none yet.
  ///
  /// @param mine by file
  /// @return the marks that hold, by file
  public Map<String, String> writeOrRead(Map<String, String> mine) {
    return database.write(handle -> {
      mine.forEach((file, mark) ->
          handle.execute(
              "INSERT INTO installation (file, mark) VALUES (?, ?) ON CONFLICT (file) DO NOTHING",
              file,
              mark));
      return handle
          .createQuery("SELECT file, mark FROM installation")
          .map((row, _) -> Map.entry(row.getString("file"), row.getString("mark")))
          .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    });
  }
}
