package dev.pacer.cli;

import dev.pacer.app.Restore;
import dev.pacer.app.Restore.Restored;
import dev.pacer.backup.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pacer restore`: a data directory from a backup.
@Command(
    name = "restore",
    description = {
      "Make a data directory of a backup, checking all of it before anything changes.",
      "The server that is started on it takes over the containers of the backup's services, starts"
          + " those that are missing, and ends operations that were in progress. The server that the"
          + " backup was taken from must not run any more."
    },
    footer = {
      "",
      "Examples:",
      "  pacer restore pacer.zip --data-dir /var/lib/pacer",
      "  pacer restore pacer.zip --force"
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "What pacer backup wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--force",
      description =
          "Replace a data directory that is there: it is moved to DIR.before-restore-TIME, not"
              + " deleted.")
  private boolean force;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() {
    Path target = dataDirectory.path();
    try {
      Restored restored = new Restore(target, aside(target)).from(file);
      Manifest manifest = restored.manifest();
      restored.movedTo().ifPresent(former -> System.out.println("The former data is in " + former));
      System.out.printf(
          "%s is as it was at %s: %d files, %s%n",
          target, manifest.takenAt(), manifest.files().size(), Sizes.text(manifest.bytes()));
      if (!manifest.hasDatabase()) {
        System.out.println(
            "The database is not part of this backup; restore it on its own server.");
      }
      System.out.println("Start the server with:");
      System.out.println("  pacer serve --data-dir " + target);
      return 0;
    } catch (IOException failure) {
      throw new CommandFailedException(
          "The backup could not be restored: " + Messages.reason(failure), failure);
    }
  }

  private Optional<Path> aside(Path target) {
    String name =
        target.getFileName() + ".before-restore-" + BackupCommand.TIME.format(Instant.now());
    return force ? Optional.of(target.resolveSibling(name)) : Optional.empty();
  }
}
