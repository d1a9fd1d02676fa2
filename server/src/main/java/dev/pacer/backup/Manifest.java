package dev.pacer.backup;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a backup says of itself.
///
/// @param format how archive and manifest are made; a release reads its own and older ones
/// @param release which Pacer wrote it
/// @param migration the newest migration of the database; null when the database is not part of it,
///     because it lies elsewhere
/// @param files everything else in the archive
public record Manifest(
    int format,
    String release,
    Instant takenAt,
    @Nullable String migration,
    List<BackupFile> files) {
  static final int FORMAT = 1;
  static final int MOST_FILES = 100_000;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public Manifest {
    files = List.copyOf(files);
  }

  /// The sum of the sizes of all files.
  public long bytes() {
    return files.stream().mapToLong(BackupFile::bytes).sum();
  }

  public boolean hasDatabase() {
    return files.stream().anyMatch(file -> file.name().equals(BackupNames.DATABASE));
  }

  byte[] json() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /// Reads a manifest of unknown origin.
  ///
  /// @throws BackupException when it is none that this release may trust
  static Manifest parse(byte[] json) {
    try {
      Manifest manifest = JSON.readValue(json, Manifest.class);
      manifest
          .problem()
          .ifPresent(problem -> {
            throw new BackupException("The backup cannot be used: " + problem + ".");
          });
      return manifest;
    } catch (JacksonException | NullPointerException malformed) {
      throw new BackupException(
          "The backup cannot be used: its manifest cannot be read.", malformed);
    }
  }

  private Optional<String> problem() {
    if (format != FORMAT) {
      return Optional.of("it is of format " + format + ", and this release knows only " + FORMAT);
    }
    if (files.size() > MOST_FILES) {
      return Optional.of("it holds more than " + MOST_FILES + " files");
    }
    if (hasDatabase() != (migration != null)) {
      return Optional.of("its manifest does not say whether it holds a database");
    }
    Set<String> names = new HashSet<>();
    long bytes = 0;
    for (BackupFile file : files) {
      if (!BackupNames.allows(file.name()) || !names.add(file.name())) {
        return Optional.of("it holds a file that no backup has: " + file.name());
      }
      if (file.bytes() < 0
          || Long.MAX_VALUE - bytes < file.bytes()
          || !SHA_256.matcher(file.sha256()).matches()) {
        return Optional.of("its manifest is wrong about " + file.name());
      }
      bytes += file.bytes();
    }
    return Optional.empty();
  }
}
