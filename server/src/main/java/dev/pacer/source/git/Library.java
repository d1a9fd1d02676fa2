package dev.pacer.source.git;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.util.FS;

/// Brings the objects of commits within reach: fetched into a repository that lives as long as it is
/// open, or, for `file:` URLs, in the repository itself. Safe for any thread.
final class Library {
  private final GitSettings settings;
  private final TrustedAuthorities authorities;

  Library(GitSettings settings) {
    this.settings = settings;
    this.authorities = new TrustedAuthorities(settings.authorities());
  }

  /// A repository that is open.
  record Book(Repository repository, Optional<Path> folder) implements AutoCloseable {
    @Override
    public void close() {
      repository.close();
      folder.ifPresent(Library::delete);
    }
  }

  /// The id at the tip of a branch.
  ///
  /// @param branch empty for the default one
  Optional<String> tip(GitUrl url, Optional<Credentials> credentials, String branch) {
    String ref = ref(branch);
    if (url.scheme() == GitUrl.Scheme.FILE) {
      try (Repository repository = local(url)) {
        return Optional.ofNullable(repository.exactRef(ref))
            .map(Ref::getObjectId)
            .map(ObjectId::name);
      } catch (IOException failure) {
        throw failed(url, failure);
      }
    }
    Path folder = freshFolder();
    try {
      Allowance allowance = new Allowance(Math.min(settings.mostBytes(), 64L << 20), 0);
      return remote(url, credentials, allowance, folder).tip(ref);
    } finally {
      delete(folder);
    }
  }

  /// Commits with all of their files; of a remote one without history.
  Book open(
      GitUrl url,
      Optional<Credentials> credentials,
      String branch,
      String commit,
      Allowance allowance) {
    if (url.scheme() == GitUrl.Scheme.FILE) {
      return shelf(url, List.of(commit));
    }
    return fetched(
        url,
        credentials,
        allowance,
        (remote, repository) -> byIdOrBranch(remote, repository, branch, commit));
  }

  /// Commits with their trees and, of a remote one, without files and history.
  Book openTrees(
      GitUrl url, Optional<Credentials> credentials, List<String> commits, Allowance allowance) {
    if (url.scheme() == GitUrl.Scheme.FILE) {
      return shelf(url, commits);
    }
    return fetched(
        url,
        credentials,
        allowance,
        (remote, repository) -> remote.fetch(repository, commits, true));
  }

  @FunctionalInterface
  private interface Fetch {
    void into(Remote remote, Repository repository) throws IOException;
  }

  private Book fetched(
      GitUrl url, Optional<Credentials> credentials, Allowance allowance, Fetch fetch) {
    Path folder = freshFolder();
    try {
      Repository repository =
          BoundedRepository.create(folder.resolve("objects.git"), allowance.largestObject());
      Book book = new Book(repository, Optional.of(folder));
      fetch.into(remote(url, credentials, allowance, folder), repository);
      return book;
    } catch (IOException failure) {
      delete(folder);
      throw failed(url, failure);
    } catch (RuntimeException failure) {
      delete(folder);
      throw failure;
    }
  }

  private static void byIdOrBranch(
      Remote remote, Repository repository, String branch, String commit) throws IOException {
    try {
      remote.fetch(repository, List.of(commit), false);
    } catch (GitException failure) {
      if (failure.kind() != Kind.OTHER) {
        throw failure;
      }
      // Older servers give no commit by its id, unless a branch ends in it.
      if (!remote.fetchTip(repository, ref(branch))) {
        throw gone(commit);
      }
    }
    if (!repository.getObjectDatabase().has(ObjectId.fromString(commit))) {
      throw gone(commit);
    }
  }

  private static GitException gone(String commit) {
    return new GitException(
        Kind.NOT_FOUND,
        "The repository has no commit "
            + commit
            + " any more; its branch was replaced. Deploy again for the newest.");
  }

  private Book shelf(GitUrl url, List<String> commits) {
    try {
      Book book = new Book(local(url), Optional.empty());
      for (String commit : commits) {
        if (!book.repository().getObjectDatabase().has(ObjectId.fromString(commit))) {
          book.close();
          throw gone(commit);
        }
      }
      return book;
    } catch (IOException failure) {
      throw failed(url, failure);
    }
  }

  private static Repository local(GitUrl url) throws IOException {
    var folder = RepositoryCache.FileKey.resolve(Path.of(url.path()).toFile(), FS.DETECTED);
    if (folder == null) {
      throw new GitException(
          Kind.NOT_FOUND, "There is no repository " + url.text() + ". Check the URL.");
    }
    return new FileRepository(folder);
  }

  private Remote remote(
      GitUrl url, Optional<Credentials> credentials, Allowance allowance, Path folder) {
    return new Remote(url, credentials, allowance, settings, authorities, folder);
  }

  private static String ref(String branch) {
    if (branch.isEmpty()) {
      return Constants.HEAD;
    }
    String ref = Constants.R_HEADS + branch;
    if (!Repository.isValidRefName(ref)) {
      throw new GitException(
          Kind.BRANCH_NOT_FOUND, "The branch's name is none that git takes. Correct it.");
    }
    return ref;
  }

  private Path freshFolder() {
    try {
      Files.createDirectories(settings.workFolder());
      return Files.createTempDirectory(settings.workFolder(), "fetch-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // What stays is removed with the work folder.
    }
  }

  private static GitException failed(GitUrl url, IOException failure) {
    return new GitException(
        Kind.OTHER,
        "The repository " + url.text() + " could not be read; the server's log says more.",
        failure);
  }
}
