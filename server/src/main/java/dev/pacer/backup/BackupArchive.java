package dev.pacer.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Reads an archive of unknown origin. Names are checked when it is opened, sizes and hashes while it
/// is unpacked: nothing is written outside of the given directory, and never more than the manifest
/// announces. Used by one thread.
public final class BackupArchive implements AutoCloseable {
  private static final int LARGEST_MANIFEST = 32 << 20;
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupArchive(Path path, ZipFile zip) throws IOException {
    this.path = path;
    this.zip = zip;
    this.manifest = Manifest.parse(manifestBytes());
    requireOnlyManifestedEntries();
  }

  /// Opens an archive and checks what it says of itself.
  ///
  /// @throws BackupException when it is no backup that can be used
  public static BackupArchive open(Path path) {
    @Nullable ZipFile zip = null;
    try {
      zip = new ZipFile(path.toFile());
      BackupArchive archive = new BackupArchive(path, zip);
      zip = null;
      return archive;
    } catch (NoSuchFileException missing) {
      throw new BackupException("There is no file " + path + ".", missing);
    } catch (ZipException malformed) {
      throw new BackupException(path + " is not a backup: " + malformed.getMessage(), malformed);
    } catch (IOException failure) {
      throw new BackupException(path + " cannot be read: " + failure.getMessage(), failure);
    } finally {
      closeQuietly(zip);
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /// Unpacks everything into a directory that is there and empty, readable by its owner only.
  ///
  /// @throws BackupException when a file is missing or is not the one that the manifest describes
  public void unpack(Path directory) throws IOException {
    for (BackupFile file : manifest.files()) {
      Path target = directory.resolve(file.name());
      Files.createDirectories(target.getParent(), PRIVATE_DIRECTORY);
      unpack(file, target);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void unpack(BackupFile file, Path target) throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(file.name());
    if (entry == null) {
      throw new BackupException(path + " is damaged: " + file.name() + " is missing.");
    }
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (InputStream content = zip.getInputStream(entry);
        FileChannel channel = FileChannel.open(target, fresh, PRIVATE_FILE)) {
      HashedOutput hashed = new HashedOutput(Channels.newOutputStream(channel));
      copy(content, hashed, file.bytes());
      if (content.read() != -1
          || hashed.bytes() != file.bytes()
          || !HexFormat.of().formatHex(hashed.sha256()).equals(file.sha256())) {
        throw new BackupException(
            path + " is damaged: " + file.name() + " is not what was backed up.");
      }
      channel.force(true);
    } catch (ZipException malformed) {
      throw new BackupException(path + " is damaged: " + malformed.getMessage(), malformed);
    }
  }

  private static void copy(InputStream content, OutputStream target, long most) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long left = most;
    while (left > 0) {
      int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      target.write(buffer, 0, read);
      left -= read;
    }
  }

  private byte[] manifestBytes() throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(BackupNames.MANIFEST);
    if (entry == null) {
      throw new BackupException(path + " is not a backup: it has no " + BackupNames.MANIFEST + ".");
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] bytes = content.readNBytes(LARGEST_MANIFEST + 1);
      if (bytes.length > LARGEST_MANIFEST) {
        throw new BackupException(path + " is not a backup: its manifest is too large.");
      }
      return bytes;
    }
  }

  private void requireOnlyManifestedEntries() {
    Set<String> expected = new HashSet<>();
    manifest.files().forEach(file -> expected.add(file.name()));
    expected.add(BackupNames.MANIFEST);
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!expected.remove(entry.getName())) {
        throw new BackupException(
            "The backup cannot be used: it holds an entry that its manifest does not name: "
                + entry.getName());
      }
    }
  }

  private static void closeQuietly(@Nullable ZipFile zip) {
    try {
      if (zip != null) {
        zip.close();
      }
    } catch (IOException _) {
      // It was only read.
    }
  }
}
