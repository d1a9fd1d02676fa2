package dev.pacer.app;

import dev.pacer.backup.BackupException;
import dev.pacer.backup.BackupNames;
import dev.pacer.backup.BackupWriter;
import dev.pacer.backup.Manifest;
import dev.pacer.store.DatabaseCopy;
import dev.pacer.support.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes what a data directory holds as one archive, whether or not a server runs on it. The
/// database is copied at one moment; the other files change only when an operator changes them.
///
/// @param release which Pacer writes it, for the manifest
public record Backup(DataDirectory directory, Contents contents, String release) {

  /// What goes into an archive beside keys, secrets and settings.
  ///
  /// @param database the database file; not when the database lies on a server of its own
  /// @param logs what services and their instances wrote
  public record Contents(boolean database, boolean logs) {}

  /// Writes the archive.
  ///
  /// @param out stays open; its owner closes it
  /// @return what was written
  /// @throws BackupException when there is nothing to back up
  public Manifest write(OutputStream out, Instant at) throws IOException {
    if (contents.database() && Files.notExists(directory.database())) {
      throw new BackupException(
          "There is no database in "
              + directory.root()
              + ", so there is nothing to back up. If it is one of PostgreSQL, back that up with"
              + " pg_dump, and the rest with --without-database.");
    }
    BackupWriter writer = new BackupWriter(out);
    @Nullable String migration = contents.database() ? addDatabase(writer) : null;
    for (String name : BackupNames.SINGLE_FILES) {
      addIfThere(writer, name);
    }
    addBelow(writer, BackupNames.SECRETS);
    if (contents.logs()) {
      addBelow(writer, BackupNames.LOGS);
    }
    return writer.finish(release, at, migration);
  }

  /// Copies the database beside itself first, where there is room for it and nobody else may look.
  private String addDatabase(BackupWriter writer) throws IOException {
    Path folder = DataDirectory.freshDirectory(directory.root(), ".backup-");
    try {
      Path copy = folder.resolve(BackupNames.DATABASE);
      DatabaseCopy.write(directory.database(), copy);
      String migration = DatabaseCopy.check(copy);
      writer.add(BackupNames.DATABASE, copy);
      return migration;
    } finally {
      Folders.delete(folder);
    }
  }

  private void addBelow(BackupWriter writer, String folder) throws IOException {
    for (Path file : Folders.files(directory.root().resolve(folder))) {
      String name = directory.root().relativize(file).toString();
      if (BackupNames.allows(name)) {
        addIfThere(writer, name);
      }
    }
  }

  /// A log's older half goes away when a stream goes on in a new file.
  private void addIfThere(BackupWriter writer, String name) throws IOException {
    try {
      writer.add(name, directory.root().resolve(name));
    } catch (NoSuchFileException _) {
      // Nothing to keep.
    }
  }
}
