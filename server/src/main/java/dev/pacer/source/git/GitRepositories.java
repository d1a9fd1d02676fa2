package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where source code is read from. Safe for any thread.
///
/// Nothing of the machine's git configuration is read and no hook or filter is run. What a server sends is
/// bounded in bytes, files and time; [GitException] says in a sentence what is wrong.
public final class GitRepositories {
  private static final Logger LOG = LoggerFactory.getLogger(GitRepositories.class);

  /// For questions that fetch no files.
  private static final Duration QUESTION = Duration.ofSeconds(60);

  private final GitSettings settings;
  private final Library library;

  public GitRepositories(GitSettings settings) {
    Isolation.install();
    this.settings = settings;
    this.library = new Library(settings);
  }

  /// The newest commit of a branch, of which only the id is known; nothing is fetched.
  ///
  /// @throws GitException when there is none or it cannot be read
  public Commit newest(GitSource source) {
    GitUrl url = GitUrl.parse(source.url(), settings.fileUrls());
    Optional<String> tip =
        ask("Asking " + url.text(), () -> library.tip(url, source.credentials(), source.branch()));
    return tip.map(Commit::of)
        .orElseThrow(() ->
            new GitException(
                Kind.BRANCH_NOT_FOUND,
                source.branch().isEmpty()
                    ? "The repository " + url.text() + " has no commit yet. Push one."
                    : "The repository "
                        + url.text()
                        + " has no branch "
                        + source.branch()
                        + ". Check its name."));
  }

  /// Fetches one commit and writes its tree into an empty folder, without a `.git` in it.
  ///
  /// After a failure the folder may hold a part, without any links; the caller removes it.
  ///
  /// @return the commit with its message and author
  /// @throws GitException when it cannot be read or means harm
  /// @throws InterruptedException when the thread is interrupted; the fetch has ended then
  public Commit checkOut(GitSource source, Commit commit, Path folder, GitProgress progress)
      throws InterruptedException {
    GitUrl url = GitUrl.parse(source.url(), settings.fileUrls());
    checkEmpty(folder);
    Allowance allowance = new Allowance(settings.mostBytes(), settings.mostFiles());
    CheckOut checkOut =
        new CheckOut(url, source.credentials(), library, settings, allowance, folder, progress);
    return GitWork.within(
        settings.time(),
        "Fetching " + url.text(),
        () -> checkOut.run(source.branch(), commit.id()));
  }

  private static void checkEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new IllegalArgumentException("not an empty folder: " + folder);
      }
    } catch (IOException failure) {
      throw new IllegalArgumentException("not a folder: " + folder, failure);
    }
  }

  /// Whether anything below a directory differs between two commits.
  ///
  /// @param directory from the repository's root; `/` or nothing for all of it
  /// @return true also when it cannot be told cheaply: the earlier commit is gone, the server sends no
  ///     trees without files, or it does not answer
  public boolean changedBelow(GitSource source, Commit before, Commit after, String directory) {
    if (before.id().equals(after.id())) {
      return false;
    }
    String path = strip(directory);
    if (path.isEmpty() || List.of(path.split("/")).contains("..")) {
      // Another commit may have the same files, but who pushes one wants to see it deployed.
      return true;
    }
    try {
      GitUrl url = GitUrl.parse(source.url(), settings.fileUrls());
      return ask("Comparing " + url.text(), () -> differs(url, source, before, after, path));
    } catch (GitException cannotTell) {
      LOG.debug("Whether {} changed cannot be told", path, cannotTell);
      return true;
    }
  }

  private static String strip(String directory) {
    return Stream.of(directory.split("/"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(java.util.stream.Collectors.joining("/"));
  }

  private boolean differs(GitUrl url, GitSource source, Commit before, Commit after, String path)
      throws IOException {
    Allowance allowance = new Allowance(settings.mostBytes(), settings.mostFiles());
    List<String> commits = List.of(before.id(), after.id());
    try (Library.Book book = library.openTrees(url, source.credentials(), commits, allowance)) {
      return !at(book.repository(), before, path).equals(at(book.repository(), after, path));
    }
  }

  private static Optional<ObjectId> at(Repository repository, Commit commit, String path)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader)) {
      RevCommit parsed = commits.parseCommit(ObjectId.fromString(commit.id()));
      try (TreeWalk walk = TreeWalk.forPath(reader, path, parsed.getTree())) {
        return Optional.ofNullable(walk).map(found -> found.getObjectId(0));
      }
    }
  }

  private <T> T ask(String what, Callable<T> question) {
    Duration time = settings.time().compareTo(QUESTION) < 0 ? settings.time() : QUESTION;
    try {
      return GitWork.within(time, what, question);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new GitException(Kind.OTHER, what + " was ended.", interrupt);
    }
  }
}
