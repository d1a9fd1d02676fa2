package dev.pacer.app;

import dev.pacer.config.SettingsException;
import dev.pacer.support.Identifiers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directory in which a server keeps everything, readable by its owner only:
///
/// ```
/// pacer.db            the database, unless it is PostgreSQL's
/// dockerd.log         what an engine wrote that the quickstart started
/// logs/               log groups and streams
/// deploys/            repositories of folders that were deployed
/// builds/             source trees while they are built
/// aws/config          an AWS profile that points at this server, with its key
/// aws/models/         the model of Pacer's own operations, for AWS clients
/// keys.json           access keys
/// secrets/            keys of our own: page tokens, credentials, webhooks, the certificate authority
/// installation        the name that marks this server's containers
/// server.json         where the running server listens; gone when it does not run
/// ```
public final class DataDirectory {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(OWNERS_FILE);

  private final Path root;

  public DataDirectory(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  public Path database() {
    return root.resolve("pacer.db");
  }

  /// The database's file, made when it is missing: its side files take its permissions.
  Path privateDatabase() {
    try {
      if (Files.notExists(database())) {
        Files.createFile(database(), PRIVATE_FILE);
      }
      Files.setPosixFilePermissions(database(), OWNERS_FILE);
      return database();
    } catch (IOException failure) {
      throw unusable(database(), failure);
    }
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path awsConfig() {
    return root.resolve("aws").resolve("config");
  }

  /// Whether a server ever ran on it, wherever its database is.
  boolean wasServed() {
    return Files.exists(database()) || Files.exists(root.resolve("installation"));
  }

  /// What `AWS_DATA_PATH` names.
  Path awsModels() {
    return AwsProfile.models(awsConfig());
  }

  /// Where an engine writes that is started for this server; the directory is made when it is
  /// missing.
  public Path engineLog() throws IOException {
    Files.createDirectories(root, PRIVATE_DIRECTORY);
    return root.resolve("dockerd.log");
  }

  /// Where source trees are while they are built.
  Path builds() {
    return root.resolve("builds");
  }

  /// Where `pacer deploy` makes repositories.
  public Path deploys() {
    return root.resolve("deploys");
  }

  /// The keys of ssh servers that repositories were read from.
  Path knownHosts() {
    return secretFile("known_hosts");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  Path keys() {
    return root.resolve("keys.json");
  }

  Path server() {
    return root.resolve("server.json");
  }

  /// Makes the directory when it is missing and takes it for this process.
  ///
  /// @return closes to give the directory back
  /// @throws SettingsException when it cannot be written or another server has it
  Closeable take() {
    try {
      Files.createDirectories(root, PRIVATE_DIRECTORY);
      keepPrivate();
      return lock();
    } catch (IOException failure) {
      throw new SettingsException(
          "The data directory "
              + root
              + " cannot be written: "
              + reason(failure)
              + ". Free some space or choose another directory with --data-dir.",
          failure);
    }
  }

  /// Takes a directory on which a server ran, to replace it while none runs; any other is left as it
  /// is.
  ///
  /// @return closes to give the directory back
  /// @throws SettingsException when a server has it
  Closeable takeIfServed() {
    try {
      return Files.exists(lockFile()) ? lock() : () -> {};
    } catch (IOException failure) {
      throw unusable(root, failure);
    }
  }

  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            lockFile(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE_FILE);
    if (!isLocked(channel)) {
      channel.close();
      throw new SettingsException(
          "Another Pacer server uses the data directory "
              + root
              + ". Stop it, or choose another directory with --data-dir.");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      // This very process has it.
      return false;
    }
  }

  /// Variables and output of applications are their owner's alone, also when the directory itself was
  /// made by someone who lets others in.
  private void keepPrivate() throws IOException {
    Files.createDirectories(logs(), PRIVATE_DIRECTORY);
    Files.setPosixFilePermissions(logs(), OWNER);
  }

  /// The name under which this server's containers are found again; made at the first start.
  String installation() {
    return textOrNew(root.resolve("installation"), Identifiers.hex(8));
  }

  /// A secret of our own, made when it is first asked for.
  byte[] secret(String name) {
    return textOrNew(secretFile(name), Identifiers.hex(32)).getBytes(StandardCharsets.US_ASCII);
  }

  Path secretFile(String name) {
    return root.resolve("secrets").resolve(name);
  }

  /// What a file of this directory holds; empty when it does not exist.
  Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  /// Writes a file that only its owner may read, whole or not at all.
  void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent(), PRIVATE_DIRECTORY);
      Path fresh = Files.createTempFile(file.getParent(), ".new-", "", PRIVATE_FILE);
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  private String textOrNew(Path file, String fresh) {
    Optional<String> known = read(file);
    if (known.isEmpty()) {
      write(file, fresh);
    }
    return known.orElse(fresh).strip();
  }

  private static SettingsException unusable(Path file, IOException failure) {
    return new SettingsException(
        "The file " + file + " cannot be used: " + reason(failure), failure);
  }

  /// A fresh directory below another, or beside it, that only the owner may enter.
  static Path freshDirectory(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, PRIVATE_DIRECTORY);
  }

  /// The system's words; a failure that only repeats the file's name is told by its kind.
  private static String reason(IOException failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
