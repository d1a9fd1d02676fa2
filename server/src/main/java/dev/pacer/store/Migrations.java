package dev.pacer.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Brings a schema up to date: numbered scripts, each applied once, in order.
///
/// A database that knows a script which this release does not was written by a newer one; it is
/// refused rather than damaged.
final class Migrations {
  static final List<String> SCRIPTS =
      List.of(
          "V001__services_and_operations",
          "V002__service_references",
          "V003__revisions",
          "V004__connections",
          "V005__networks_and_sources",
          "V006__vpc_ingress_connections",
          "V007__custom_domains",
          "V008__durable_operations",
          "V009__installation",
          "V010__told_operations",
          "V011__built_versions");

  private final String folder;

  Migrations(String folder) {
    this.folder = folder;
  }

  void apply(Handle handle) {
    handle.execute("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY)");
    Set<String> applied =
        handle
            .createQuery("SELECT name FROM schema_migration ORDER BY name")
            .mapTo(String.class)
            .set();
    requireKnown(applied);
    for (String script : SCRIPTS) {
      if (!applied.contains(script)) {
        handle.createScript(text(script)).execute();
        handle.execute("INSERT INTO schema_migration (name) VALUES (?)", script);
      }
    }
  }

  /// @throws StoreException when a script is among them that this release does not know
  static void requireKnown(Set<String> applied) {
    for (String name : applied) {
      if (!SCRIPTS.contains(name)) {
        throw new StoreException(
            "the database was written by a newer release of Pacer (it has " + name + ")");
      }
    }
  }

  private String text(String script) {
    String path = "/" + folder + "/" + script + ".sql";
    try (InputStream stream = Migrations.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new StoreException("missing migration " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new StoreException("unreadable migration " + path, failure);
    }
  }
}
