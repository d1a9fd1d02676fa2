package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// A bare git repository in a folder, written without the program, so that it can hold what the program
/// refuses to write.
public final class GitRepository implements AutoCloseable {
  /// The branch that HEAD names.
  public static final String BRANCH = "main";

  private final Repository repository;
  private final Path folder;

  private GitRepository(Repository repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /// An empty repository. It lets clients filter, as the large providers do.
  public static GitRepository create(Path folder) {
    try {
      Repository repository = new FileRepository(folder.toFile());
      repository.create(true);
      repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
      repository.getConfig().save();
      var _ = repository.updateRef(Constants.HEAD).link("refs/heads/" + BRANCH);
      return new GitRepository(repository, folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path folder() {
    return folder;
  }

  public String fileUrl() {
    return "file://" + folder.toAbsolutePath();
  }

  /// Adds or replaces files on [#BRANCH] and answers the new commit's id.
  public String commit(Map<String, String> files) {
    return commit(BRANCH, files);
  }

  /// Adds or replaces files on a branch, which may be new.
  public String commit(String branch, Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files(branch));
    all.putAll(files);
    return commit(branch, tree(all), tip(branch));
  }

  /// A branch with exactly these files and no history.
  public String replace(String branch, Map<String, String> files) {
    return commit(branch, tree(new TreeMap<>(files)), null);
  }

  /// A commit of any tree.
  public String commit(Tree tree) {
    return commit(BRANCH, tree.write(), tip(BRANCH));
  }

  public void deleteBranch(String branch) {
    try {
      RefUpdate update = repository.updateRef("refs/heads/" + branch);
      update.setForceUpdate(true);
      var _ = update.delete();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Something else in the repository's configuration.
  public void configure(String section, String name, String value) {
    try {
      repository.getConfig().setString(section, null, name, value);
      repository.getConfig().save();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A tree that is written as it is, whatever its names mean.
  public Tree tree() {
    return new Tree();
  }

  private Map<String, String> files(String branch) {
    @Nullable ObjectId tip = tip(branch);
    Map<String, String> files = new TreeMap<>();
    if (tip == null) {
      return files;
    }
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      var _ = walk.addTree(commits.parseCommit(tip).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        byte[] content = repository.open(walk.getObjectId(0)).getBytes();
        files.put(walk.getPathString(), new String(content, StandardCharsets.UTF_8));
      }
      return files;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ObjectId tree(Map<String, String> files) {
    Tree root = tree();
    Map<String, Map<String, String>> folders = new TreeMap<>();
    files.forEach((path, content) -> {
      int slash = path.indexOf('/');
      if (slash < 0) {
        root.file(path, content);
      } else {
        folders
            .computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
            .put(path.substring(slash + 1), content);
      }
    });
    folders.forEach((name, below) -> root.add(name, FileMode.TREE, tree(below)));
    return root.sorted().write();
  }

  private @Nullable ObjectId tip(String branch) {
    try {
      return repository.resolve("refs/heads/" + branch);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String commit(String branch, ObjectId tree, @Nullable ObjectId parent) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      PersonIdent ali = new PersonIdent("Ali", "ali@example.com");
      commit.setAuthor(ali);
      commit.setCommitter(ali);
      commit.setMessage("A change\n");
      commit.setTreeId(tree);
      if (parent != null) {
        commit.setParentId(parent);
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef("refs/heads/" + branch);
      update.setNewObjectId(id);
      update.setForceUpdate(true);
      var _ = update.update();
      return id.name();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  /// A tree under construction.
  public final class Tree {
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] name, FileMode mode, ObjectId id) {
      // As git sorts: a folder's name counts as ending in '/'.
      String key() {
        String text = new String(name, StandardCharsets.UTF_8);
        return FileMode.TREE.equals(mode.getBits()) ? text + "/" : text;
      }
    }

    private final List<Entry> entries = new ArrayList<>();

    public Tree file(String name, String content) {
      return add(name, FileMode.REGULAR_FILE, blob(content.getBytes(StandardCharsets.UTF_8)));
    }

    public Tree file(String name, byte[] content) {
      return add(name, FileMode.REGULAR_FILE, blob(content));
    }

    public Tree executable(String name, String content) {
      return add(name, FileMode.EXECUTABLE_FILE, blob(content.getBytes(StandardCharsets.UTF_8)));
    }

    public Tree link(String name, String target) {
      return add(name, FileMode.SYMLINK, blob(target.getBytes(StandardCharsets.UTF_8)));
    }

    public Tree module(String name, String commit) {
      return add(name, FileMode.GITLINK, ObjectId.fromString(commit));
    }

    public Tree folder(String name, Tree below) {
      return add(name, FileMode.TREE, below.write());
    }

    /// Any entry, with a name of any bytes.
    public Tree file(byte[] name, String content) {
      entries.add(
          new Entry(name, FileMode.REGULAR_FILE, blob(content.getBytes(StandardCharsets.UTF_8))));
      return this;
    }

    Tree add(String name, FileMode mode, ObjectId id) {
      entries.add(new Entry(name.getBytes(StandardCharsets.UTF_8), mode, id));
      return this;
    }

    Tree sorted() {
      entries.sort((one, other) -> one.key().compareTo(other.key()));
      return this;
    }

    private ObjectId blob(byte[] content) {
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
        inserter.flush();
        return id;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    ObjectId write() {
      TreeFormatter formatter = new TreeFormatter();
      for (Entry entry : entries) {
        formatter.append(entry.name(), 0, entry.name().length, entry.mode(), entry.id(), true);
      }
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        ObjectId id = inserter.insert(formatter);
        inserter.flush();
        return id;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
