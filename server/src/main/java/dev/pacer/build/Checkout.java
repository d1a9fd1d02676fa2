package dev.pacer.build;

import dev.pacer.source.configuration.ConfigurationFile;
import dev.pacer.source.git.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The files of a commit on this machine. Their content is a stranger's: links are never followed out of
/// the tree.
///
/// @param root the repository's root
/// @param directory where the application is, from the root with a slash at the beginning
record Checkout(Commit commit, Path root, String directory) {

  /// The folder of the application.
  ///
  /// @throws BuildException when there is no such folder in the tree
  Path folder() {
    Path folder = root.resolve(directory.replaceFirst("^/+", "")).normalize();
    if (!isInside(folder) || !Files.isDirectory(folder)) {
      throw BuildException.notBuilt(
          "There is no folder %s in the commit %s. Check the SourceDirectory."
              .formatted(directory, commit.id().substring(0, 8)));
    }
    return folder;
  }

  /// Where commands run: App Runner's `/app` and the source directory below it.
  String workingDirectory() {
    String below = directory.replaceAll("/+", "/").replaceAll("^/|/$", "");
    return below.isEmpty() ? "/app" : "/app/" + below;
  }

  /// Whether the application's folder has a file of that name.
  boolean has(String name) {
    return Files.isRegularFile(folder().resolve(name)) && isInside(folder().resolve(name));
  }

  /// The content of `apprunner.yaml`, never more than is accepted of it and a byte.
  ///
  /// @throws BuildException when there is none
  byte[] configuration() {
    if (!has(ConfigurationFile.NAME)) {
      throw BuildException.notBuilt(
          ("There is no %s in %s of the repository. Add one, or choose the configuration source API"
                  + " and say Runtime, BuildCommand and StartCommand there.")
              .formatted(
                  ConfigurationFile.NAME,
                  directory.equals("/") ? "the root" : "the folder " + directory));
    }
    try (InputStream stream = Files.newInputStream(folder().resolve(ConfigurationFile.NAME))) {
      return stream.readNBytes(ConfigurationFile.LARGEST + 1);
    } catch (IOException unreadable) {
      throw BuildException.notBuilt(ConfigurationFile.NAME + " cannot be read.", unreadable);
    }
  }

  /// Whether a path is below the root, all links followed.
  private boolean isInside(Path path) {
    try {
      return path.startsWith(root)
          && (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)
              || path.toRealPath().startsWith(root.toRealPath()));
    } catch (IOException _) {
      return false;
    }
  }
}
