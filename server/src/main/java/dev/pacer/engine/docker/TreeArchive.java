package dev.pacer.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/// Writes a folder into an archive: all of it is root's, files are readable by all, links stay links
/// and are never followed, and what is neither file, folder nor link is left out.
///
/// Its size is bounded, and an interrupt ends it. For one thread.
final class TreeArchive {
  private static final int BLOCK = 512;
  private static final int PIECE = 64 * 1024;

  /// Decides by the path from the folder, with `/` between its parts.
  interface Filter {
    boolean takes(String path);

    /// Whether something below a folder that is not taken may be.
    default boolean looksInto(String folder) {
      return takes(folder);
    }
  }

  /// The folder holds more than it may.
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final TarArchiveOutputStream tar;
  private long left;

  /// @param limit in bytes, with the archive's own
  TreeArchive(TarArchiveOutputStream tar, long limit) {
    this.tar = tar;
    left = limit;
  }

  /// @param prefix what comes before every name: empty, or a folder with a slash at its end
  void addTree(Path root, String prefix, Filter filter) throws IOException {
    var _ = Files.walkFileTree(root, new Visitor(root, prefix, filter));
  }

  /// @param path absolute in the container
  void addFile(String path, byte[] content) throws IOException {
    TarArchiveEntry entry = entry(path.substring(1), TarConstants.LF_NORMAL, 0644);
    entry.setSize(content.length);
    take(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String prefix;
    private final Filter filter;

    private Visitor(Path root, String prefix, Filter filter) {
      this.root = root;
      this.prefix = prefix;
      this.filter = filter;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      String path = relative(folder);
      if (path.isEmpty()) {
        if (!prefix.isEmpty()) {
          addFolder(prefix, attributes);
        }
        return FileVisitResult.CONTINUE;
      }
      if (filter.takes(path)) {
        addFolder(prefix + path + "/", attributes);
        return FileVisitResult.CONTINUE;
      }
      return filter.looksInto(path) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = relative(file);
      if (filter.takes(path)) {
        if (attributes.isSymbolicLink()) {
          addLink(prefix + path, file, attributes.lastModifiedTime());
        } else if (attributes.isRegularFile()) {
          addContent(prefix + path, file, attributes);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return root.relativize(path).toString();
    }
  }

  private void addFolder(String name, BasicFileAttributes attributes) throws IOException {
    TarArchiveEntry entry = entry(name, TarConstants.LF_DIR, 0755);
    entry.setModTime(attributes.lastModifiedTime());
    take(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private void addLink(String name, Path link, FileTime modified) throws IOException {
    TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, 0777);
    entry.setLinkName(Files.readSymbolicLink(link).toString());
    entry.setModTime(modified);
    take(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private void addContent(String name, Path file, BasicFileAttributes attributes)
      throws IOException {
    TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, isExecutable(file) ? 0755 : 0644);
    entry.setModTime(attributes.lastModifiedTime());
    entry.setSize(attributes.size());
    take(attributes.size());
    tar.putArchiveEntry(entry);
    copy(file, attributes.size());
    tar.closeArchiveEntry();
  }

  /// @throws IOException when the file became shorter meanwhile; what it became longer is left out
  private void copy(Path file, long size) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      long rest = size;
      while (rest > 0) {
        int length = in.read(piece, 0, (int) Math.min(rest, PIECE));
        if (length < 0) {
          throw new IOException("A file became shorter while it was read");
        }
        tar.write(piece, 0, length);
        rest -= length;
        requireGoingOn();
      }
    }
  }

  private void take(long size) throws IOException {
    requireGoingOn();
    left -= size + BLOCK;
    if (left < 0) {
      throw new TooLargeException();
    }
  }

  private static void requireGoingOn() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
  }

  private static boolean isExecutable(Path file) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return view != null
        && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /// With the name as it is: the library would take a leading slash away, and what a drive letter
  /// might be.
  private static TarArchiveEntry entry(String name, byte type, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    return entry;
  }
}
