package dev.pacer.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A disk of a few megabytes in memory, mounted on a directory, that a test can fill.
public final class SmallDisk implements AutoCloseable {
  private static final byte[] BLOCK = new byte[4096];

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /// Whether this process may mount anything.
  public static boolean isPossible() {
    try {
      Path trial = Files.createTempDirectory("pacer-mount");
      try (SmallDisk _ = mount(trial, 1)) {
        return true;
      } catch (IllegalStateException _) {
        return false;
      } finally {
        Files.deleteIfExists(trial);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Mounts one.
  ///
  /// @param directory an empty one
  /// @throws IllegalStateException where that is not allowed
  public static SmallDisk mount(Path directory, int megabytes) {
    int exit = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", "" + directory);
    if (exit != 0) {
      throw new IllegalStateException("mount ended with " + exit);
    }
    return new SmallDisk(directory);
  }

  /// Leaves no room.
  public void fill() {
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (true) {
        filler.write(BLOCK);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw new UncheckedIOException(full);
      }
    }
  }

  /// Makes room again.
  public void makeRoom() {
    try {
      Files.delete(filler());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    run("umount", "-l", directory.toString());
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static int run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException _) {
      return -1;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
