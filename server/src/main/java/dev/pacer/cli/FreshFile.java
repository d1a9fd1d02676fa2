package dev.pacer.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Writes a file that only its owner may read, whole or not at all.
final class FreshFile {
  private FreshFile() {}

  /// Produces the content.
  @FunctionalInterface
  interface Content<T> {
    T writeTo(OutputStream out) throws IOException;
  }

  /// What was written.
  record Written<T>(T result, long bytes) {}

  /// @param replace whether a file may be there already
  /// @throws CommandFailedException when one is and may not, or its folder is missing
  static <T> Written<T> write(Path target, boolean replace, Content<T> content) throws IOException {
    if (!replace && Files.exists(target)) {
      throw taken(target);
    }
    Path fresh = freshBeside(target.toAbsolutePath());
    try {
      T result = fill(fresh, content);
      long bytes = Files.size(fresh);
      CopyOption[] options =
          replace ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0];
      Files.move(fresh, target, options);
      return new Written<>(result, bytes);
    } catch (FileAlreadyExistsException _) {
      throw taken(target);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static <T> T fill(Path fresh, Content<T> content) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      T result = content.writeTo(out);
      out.flush();
      channel.force(true);
      return result;
    }
  }

  private static Path freshBeside(Path target) throws IOException {
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException("There is no directory " + folder + ".");
    }
    return Files.createTempFile(
        folder,
        ".new-",
        "",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static CommandFailedException taken(Path target) {
    return new CommandFailedException(
        target + " is there already. Name another file, or replace it with --force.");
  }
}
