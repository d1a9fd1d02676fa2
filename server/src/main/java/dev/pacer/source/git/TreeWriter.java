package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Writes trees into a folder: files as they are stored, without any conversion or filter. Links are only
/// noted, so that nothing is ever written through one. For one thread.
final class TreeWriter {
  private static final int LONGEST_LINK = 4_096;
  private static final int LONGEST_POINTER = 1_024;
  private static final byte[] POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final Path root;
  private final Allowance allowance;
  private final Links links = new Links();
  private int pointers;

  /// @param root an empty folder
  TreeWriter(Path root, Allowance allowance) {
    this.root = root;
    this.allowance = allowance;
  }

  /// Writes one tree.
  ///
  /// @param below where, from the root; empty for the root itself
  /// @return the commits of its submodules by their paths from the tree's top; their folders are made
  Map<String, String> write(ObjectReader reader, ObjectId tree, String below) throws IOException {
    Map<String, String> modules = new LinkedHashMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      var _ = walk.addTree(tree);
      while (walk.next()) {
        checkInterrupt();
        String path = pathOf(walk);
        entry(walk, reader, TreeNames.path(below, path));
        if (walk.getFileMode(0).equals(FileMode.GITLINK)) {
          modules.put(path, walk.getObjectId(0).name());
        }
        if (walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
      return modules;
    }
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new GitException(Kind.OTHER, "The check-out was ended.");
    }
  }

  private static String pathOf(TreeWalk walk) {
    AbstractTreeIterator entry = walk.getTree(0, AbstractTreeIterator.class);
    byte[] name = new byte[entry.getNameLength()];
    entry.getName(name, 0);
    String checked = TreeNames.checked(name);
    // What is above was checked when it was entered.
    String path = walk.getPathString();
    String parent = walk.getDepth() == 0 ? "" : path.substring(0, path.length() - checked.length());
    return parent + checked;
  }

  private void entry(TreeWalk walk, ObjectReader reader, String path) throws IOException {
    allowance.file();
    FileMode mode = walk.getFileMode(0);
    ObjectId id = walk.getObjectId(0);
    try {
      if (mode.equals(FileMode.TREE) || mode.equals(FileMode.GITLINK)) {
        Files.createDirectory(resolve(path));
      } else if (mode.equals(FileMode.SYMLINK)) {
        links.add(path, linkTarget(reader.open(id, Constants.OBJ_BLOB), path));
      } else if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
        file(reader.open(id, Constants.OBJ_BLOB), path, mode.equals(FileMode.EXECUTABLE_FILE));
      } else {
        throw TreeNames.hostile("an entry " + path + " of an unknown kind");
      }
    } catch (FileAlreadyExistsException twice) {
      throw TreeNames.hostile("the path " + path + " twice");
    }
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException failure) {
      throw new GitException(
          Kind.OTHER,
          "The file name "
              + path
              + " cannot be written: this server's locale takes no such letters. The operator starts"
              + " it with LC_ALL=C.UTF-8.",
          failure);
    }
  }

  private static String linkTarget(ObjectLoader loader, String path) throws IOException {
    if (loader.getSize() > LONGEST_LINK) {
      throw TreeNames.hostile("the link " + path + " of " + loader.getSize() + " bytes");
    }
    return new String(loader.getBytes(), StandardCharsets.UTF_8);
  }

  private void file(ObjectLoader loader, String path, boolean executable) throws IOException {
    allowance.write(loader.getSize());
    if (loader.getSize() < LONGEST_POINTER && isPointer(loader.getCachedBytes())) {
      pointers++;
    }
    Path file = resolve(path);
    try (OutputStream output =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      loader.copyTo(output);
    }
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static boolean isPointer(byte[] content) {
    return content.length >= POINTER.length
        && Arrays.equals(content, 0, POINTER.length, POINTER, 0, POINTER.length);
  }

  /// Makes the links of everything written. Once, at the end.
  ///
  /// @throws GitException when one leads out, before any is made
  void link() throws IOException {
    for (Map.Entry<String, String> link : links.checked().entrySet()) {
      try {
        var _ = Files.createSymbolicLink(resolve(link.getKey()), Path.of(link.getValue()));
      } catch (FileAlreadyExistsException twice) {
        throw TreeNames.hostile("the path " + link.getKey() + " twice");
      }
    }
  }

  /// How many files only point to content in Git LFS.
  int pointers() {
    return pointers;
  }
}
