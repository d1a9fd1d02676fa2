package dev.pacer.source.git;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// One check-out with its submodules. For one thread and one use.
final class CheckOut {
  private static final int DEEPEST = 4;
  private static final int MOST_MODULES = 50;

  private final GitUrl top;
  private final Optional<Credentials> credentials;
  private final Library library;
  private final GitSettings settings;
  private final GitProgress progress;
  private final Allowance allowance;
  private final TreeWriter writer;
  private int modules;
  private @Nullable Commit taken;

  CheckOut(
      GitUrl top,
      Optional<Credentials> credentials,
      Library library,
      GitSettings settings,
      Allowance allowance,
      Path folder,
      GitProgress progress) {
    this.top = top;
    this.credentials = credentials;
    this.library = library;
    this.settings = settings;
    this.progress = progress;
    this.allowance = allowance;
    this.writer = new TreeWriter(folder, allowance);
  }

  /// @return the commit with all that is known of it now
  Commit run(String branch, String commit) throws IOException {
    write(top, branch, commit, "", 0);
    writer.link();
    if (writer.pointers() > 0) {
      progress.tell(
          "Warning: "
              + writer.pointers()
              + (writer.pointers() == 1 ? " file is a" : " files are")
              + " Git LFS pointer"
              + (writer.pointers() == 1 ? "; its" : "s; their")
              + " content is not fetched.");
    }
    progress.tell(
        "Checked out "
            + allowance.files()
            + " files and folders; received "
            + Allowance.size(allowance.received())
            + ".");
    return Objects.requireNonNull(taken);
  }

  private void write(GitUrl url, String branch, String commit, String below, int depth)
      throws IOException {
    progress.tell("Fetching commit " + commit + " of " + url.text() + ".");
    Optional<Credentials> own =
        top.sharesSecretsWith(url) ? credentials : Optional.<Credentials>empty();
    try (Library.Book book = library.open(url, own, branch, commit, allowance)) {
      Repository repository = book.repository();
      try (ObjectReader reader = repository.newObjectReader();
          RevWalk walk = new RevWalk(reader)) {
        RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
        if (depth == 0) {
          taken = new Commit(commit, parsed.getShortMessage(), parsed.getAuthorIdent().getName());
        }
        ObjectId tree = parsed.getTree().copy();
        Map<String, String> found = writer.write(reader, tree, below);
        if (!found.isEmpty()) {
          submodules(url, found, Submodules.urls(reader, tree), below, depth);
        }
      }
    }
  }

  private void submodules(
      GitUrl parent, Map<String, String> commits, Map<String, String> urls, String below, int depth)
      throws IOException {
    for (Map.Entry<String, String> module : commits.entrySet()) {
      String path = TreeNames.path(below, module.getKey());
      String url = urls.get(module.getKey());
      if (!settings.submodules()) {
        warn(path, "this server fetches no submodules");
      } else if (url == null) {
        warn(path, "it has no URL in .gitmodules");
      } else {
        checkCount(path, depth);
        GitUrl resolved = Submodules.resolve(parent, path, url, settings.fileUrls());
        nested(resolved, module.getValue(), path, depth + 1);
      }
    }
  }

  private void nested(GitUrl url, String commit, String path, int depth) throws IOException {
    try {
      write(url, "", commit, path, depth);
    } catch (GitException failure) {
      String message = String.valueOf(failure.getMessage());
      throw message.startsWith("Submodule ")
          ? failure
          : new GitException(failure.kind(), "Submodule " + path + ": " + message, failure);
    }
  }

  private void warn(String path, String why) {
    progress.tell("Warning: submodule " + path + " stays empty: " + why + ".");
  }

  private void checkCount(String path, int depth) {
    if (depth >= DEEPEST) {
      throw new GitException(
          Kind.TOO_LARGE,
          "Submodule " + path + " is nested deeper than " + DEEPEST + " levels. Flatten them.");
    }
    if (++modules > MOST_MODULES) {
      throw new GitException(
          Kind.TOO_LARGE,
          "The repository has more than " + MOST_MODULES + " submodules. Merge some.");
    }
  }
}
