package dev.pacer.logs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where streams lie: a directory per group and, in it, files `STREAM@OFFSET.log` with `/` written
/// as `+`. The offset is how many bytes the stream had before the file, so that a position, which
/// counts all bytes ever written, means the same after a rotation and after a restart.
final class StreamFiles {
  private static final Pattern FILE_NAME = Pattern.compile("(.+)@([0-9]{1,18})\\.log");

  /// One file of a stream.
  record Part(String stream, long offset, Path path, long size, Instant modified) {
    long end() {
      return offset + size;
    }
  }

  private StreamFiles() {}

  static Path directory(Path root, String group) {
    return root.resolve(group.substring(1));
  }

  static Path path(Path root, LogStreamName name, long offset) {
    String file = "%s@%d.log".formatted(name.stream().replace('/', '+'), offset);
    return directory(root, name.group()).resolve(file);
  }

  /// The files of one stream, oldest first.
  static List<Part> ofStream(Path root, LogStreamName name) throws IOException {
    return parts(directory(root, name.group()), name.stream().replace('/', '+') + "@*.log").stream()
        .filter(part -> part.stream().equals(name.stream()))
        .toList();
  }

  /// The files of all streams of a group, for each stream oldest first.
  static List<Part> ofGroup(Path root, String group) throws IOException {
    return parts(directory(root, group), "*.log");
  }

  private static List<Part> parts(Path directory, String glob) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      for (Path file : files) {
        part(file).ifPresent(parts::add);
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    parts.sort(Comparator.comparingLong(Part::offset));
    return parts;
  }

  private static Optional<Part> part(Path file) throws IOException {
    Matcher matcher = FILE_NAME.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Part(
              matcher.group(1).replace('+', '/'),
              Long.parseLong(matcher.group(2)),
              file,
              attributes.size(),
              attributes.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      // Rotated away between listing and looking.
      return Optional.empty();
    }
  }
}
