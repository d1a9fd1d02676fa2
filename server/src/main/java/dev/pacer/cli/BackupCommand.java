package dev.pacer.cli;

import dev.pacer.app.Backup;
import dev.pacer.app.DataDirectory;
import dev.pacer.backup.Manifest;
import dev.pacer.config.SettingsLoader;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pacer backup`: the data directory as one file.
@Command(
    name = "backup",
    description = {
      "Write a data directory as one file: the database as it is at one moment, access keys,"
          + " secrets and settings. A server may go on serving meanwhile.",
      "The file is worth as much as the data directory: whoever reads it has the keys."
    },
    footer = {
      "",
      "Examples:",
      "  pacer backup                              pacer-backup-TIME.zip, here",
      "  pacer backup /var/backups/pacer.zip --force",
      "  pacer backup - | ssh vault 'cat >pacer.zip'",
      "",
      "pacer restore FILE makes a data directory of it."
    })
final class BackupCommand implements Callable<Integer> {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The file to write; - is standard output (default: pacer-backup-TIME.zip in the current"
              + " directory).")
  private @Nullable String file;

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  @Option(
      names = "--with-logs",
      description = "Also what services and their instances wrote (16 MiB a stream at most).")
  private boolean withLogs;

  @Option(
      names = "--without-database",
      description =
          "For a database of PostgreSQL, which pg_dump backs up. Needed only when neither"
              + " PACER_DATABASE nor the data directory's pacer.yaml names it.")
  private boolean withoutDatabase;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() {
    DataDirectory directory = dataDirectory.directory();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Backup.Contents contents = new Backup.Contents(!isDatabaseElsewhere(), withLogs);
    Backup backup = new Backup(directory, contents, VersionCommand.version());
    try {
      if (STANDARD_OUTPUT.equals(file)) {
        toStandardOutput(backup, now);
      } else {
        String name = file == null ? "pacer-backup-" + TIME.format(now) + ".zip" : file;
        toFile(backup, now, Path.of(name));
      }
      if (!contents.database()) {
        System.err.println("The database is not in it: back it up with pg_dump at the same time.");
      }
      return 0;
    } catch (IOException failure) {
      throw new CommandFailedException(
          "The backup could not be written: " + Messages.reason(failure), failure);
    }
  }

  private boolean isDatabaseElsewhere() {
    if (withoutDatabase) {
      return true;
    }
    Map<String, String> flags = Map.of("data-dir", dataDirectory.path().toString());
    return SettingsLoader.load(flags, System.getenv(), DataDirectoryOption.home())
        .database()
        .isPresent();
  }

  private void toFile(Backup backup, Instant now, Path target) throws IOException {
    FreshFile.Content<Manifest> content = out -> backup.write(out, now);
    FreshFile.Written<Manifest> written = FreshFile.write(target, force, content);
    System.out.printf("%s: %s, %s%n", target, files(written.result()), Sizes.text(written.bytes()));
    System.out.println("It holds keys and secrets, so only its owner may read it. To restore it:");
    System.out.println("  pacer restore " + target + " --data-dir DIR");
  }

  private static void toStandardOutput(Backup backup, Instant now) throws IOException {
    // Unlike System.out it does not swallow that the reader is gone.
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    Manifest manifest = backup.write(out, now);
    out.flush();
    System.err.println("Wrote " + files(manifest) + " of " + Sizes.text(manifest.bytes()) + ".");
  }

  private static String files(Manifest manifest) {
    int number = manifest.files().size();
    return number == 1 ? "1 file" : number + " files";
  }
}
