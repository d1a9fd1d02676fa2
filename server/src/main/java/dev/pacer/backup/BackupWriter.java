package dev.pacer.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes an archive file by file, and the manifest last, when the hashes are known. What is written
/// is what is hashed, also of a file that grows meanwhile. Used by one thread.
public final class BackupWriter {
  private final ZipOutputStream zip;
  private final List<BackupFile> files = new ArrayList<>();

  /// @param out stays open; its owner closes it
  public BackupWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /// Adds a file's present content.
  ///
  /// @throws IllegalArgumentException when a backup may not hold a file of this name
  public void add(String name, Path file) throws IOException {
    if (!BackupNames.allows(name)) {
      throw new IllegalArgumentException(name);
    }
    try (InputStream content = Files.newInputStream(file)) {
      HashedOutput hashed = new HashedOutput(zip);
      zip.putNextEntry(new ZipEntry(name));
      content.transferTo(hashed);
      zip.closeEntry();
      files.add(new BackupFile(name, hashed.bytes(), HexFormat.of().formatHex(hashed.sha256())));
    }
  }

  /// Ends the archive with its manifest.
  ///
  /// @param migration the newest migration of the database, if that was added
  public Manifest finish(String release, Instant takenAt, @Nullable String migration)
      throws IOException {
    Manifest manifest = new Manifest(Manifest.FORMAT, release, takenAt, migration, files);
    zip.putNextEntry(new ZipEntry(BackupNames.MANIFEST));
    zip.write(manifest.json());
    zip.closeEntry();
    zip.finish();
    zip.flush();
    return manifest;
  }
}
