package dev.pacer.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Takes folders into repositories as they are: what was not committed too, without what `.gitignore`
/// names. The folder's own repository, if it has one, is neither read nor changed.
public final class FolderCommits {
  /// The branch that folders are committed to.
  public static final String BRANCH = "main";

  private static final PersonIdent AUTHOR = new PersonIdent("pacer deploy", "pacer@localhost");

  private FolderCommits() {}

  /// Makes a commit of all that a folder holds.
  ///
  /// @param repository made when it is missing; nobody else works on it
  /// @throws GitException when the folder cannot be read
  public static Commit commit(Path folder, Path repository, String message) {
    Isolation.install();
    try {
      if (Files.notExists(repository)) {
        create(repository);
      }
      // What was removed from the folder since the last time would stay in an old index.
      Files.deleteIfExists(repository.resolve("index"));
      try (Repository opened =
              new FileRepositoryBuilder()
                  .setGitDir(repository.toFile())
                  .setWorkTree(folder.toFile())
                  .build();
          Git git = new Git(opened)) {
        var _ = git.add().addFilepattern(".").call();
        RevCommit commit =
            git.commit()
                .setMessage(message)
                .setAuthor(new PersonIdent(AUTHOR))
                .setCommitter(new PersonIdent(AUTHOR))
                .setAllowEmpty(true)
                .setNoVerify(true)
                .call();
        return new Commit(commit.name(), message, AUTHOR.getName());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GitAPIException failure) {
      throw new GitException(
          GitException.Kind.OTHER,
          "The folder " + folder + " cannot be read: " + failure.getMessage(),
          failure);
    }
  }

  private static void create(Path repository) throws IOException {
    Files.createDirectories(repository);
    try (Repository created =
        new FileRepositoryBuilder().setGitDir(repository.toFile()).setBare().build()) {
      created.create(true);
      created.getRefDatabase().newUpdate(Constants.HEAD, false).link(Constants.R_HEADS + BRANCH);
      StoredConfig config = created.getConfig();
      // A commit is what was there, whatever this machine's git would convert.
      config.setString(ConfigConstants.CONFIG_CORE_SECTION, null, "autocrlf", "false");
      config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "bare", false);
      config.save();
    }
  }
}
