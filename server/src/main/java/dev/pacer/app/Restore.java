package dev.pacer.app;

import dev.pacer.backup.BackupArchive;
import dev.pacer.backup.BackupException;
import dev.pacer.backup.Manifest;
import dev.pacer.store.DatabaseCopy;
import dev.pacer.support.Folders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Makes a data directory of a backup: unpacked and checked beside its place, then moved there as a
/// whole. Until that move nothing that was there changes.
///
/// @param target the data directory to be
/// @param aside where a data directory goes that is there already; empty to refuse then
public record Restore(Path target, Optional<Path> aside) {
  /// Room that stays free beside what is unpacked.
  private static final long HEADROOM = 64L << 20;

  /// What was done.
  ///
  /// @param movedTo where the former data directory is now
  public record Restored(Manifest manifest, Optional<Path> movedTo) {}

  /// @throws BackupException when the archive or the target will not do
  /// @throws dev.pacer.config.SettingsException when a server runs on the target
  public Restored from(Path archive) throws IOException {
    try (BackupArchive backup = BackupArchive.open(archive);
        Closeable _ = new DataDirectory(target).takeIfServed()) {
      requirePlace();
      Path parent =
          Optional.ofNullable(target.getParent())
              .orElseThrow(() -> new BackupException(target + " cannot be replaced."));
      Files.createDirectories(parent);
      requireRoom(backup.manifest(), parent);
      Path fresh = DataDirectory.freshDirectory(parent, ".restore-");
      try {
        backup.unpack(fresh);
        requireSameDatabase(backup.manifest(), fresh);
        return new Restored(backup.manifest(), moveIn(fresh));
      } finally {
        Folders.delete(fresh);
      }
    }
  }

  /// A directory that never was a data directory is not moved out of the way, whatever was asked.
  private void requirePlace() throws IOException {
    if (Files.notExists(target) || (Files.isDirectory(target) && Folders.isEmpty(target))) {
      return;
    }
    if (!new DataDirectory(target).wasServed()) {
      throw new BackupException(
          target + " is neither empty nor a data directory. Choose another with --data-dir.");
    }
    if (aside.isEmpty()) {
      throw new BackupException(
          target
              + " already is a data directory. Choose another directory with --data-dir, or give"
              + " --force, which moves this one aside.");
    }
  }

  private static void requireRoom(Manifest manifest, Path parent) throws IOException {
    long free = Files.getFileStore(parent).getUsableSpace();
    if (manifest.bytes() > free - HEADROOM) {
      throw new BackupException(
          "The backup holds %d MiB, and at %s only %d MiB are free."
              .formatted(manifest.bytes() >> 20, parent, free >> 20));
    }
  }

  private static void requireSameDatabase(Manifest manifest, Path fresh) {
    if (!manifest.hasDatabase()) {
      return;
    }
    String migration = DatabaseCopy.check(new DataDirectory(fresh).database());
    if (!migration.equals(manifest.migration())) {
      throw new BackupException(
          "The backup cannot be used: its manifest names the schema "
              + manifest.migration()
              + ", and its database has "
              + migration
              + ".");
    }
  }

  private Optional<Path> moveIn(Path fresh) throws IOException {
    Optional<Path> moved = aside.filter(_ -> new DataDirectory(target).wasServed());
    if (moved.isPresent()) {
      Files.move(target, moved.get(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return moved;
    } catch (IOException failure) {
      if (moved.isPresent()) {
        Files.move(moved.get(), target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failure;
    }
  }
}
