package dev.pacer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `pacer version`.
@Command(name = "version", description = "Print the version of Pacer and of the Java that runs it.")
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println(version());
    return 0;
  }

  static String version() {
    String version =
        Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
            .orElse("development");
    return "pacer " + version + " (Java " + Runtime.version() + ")";
  }

  /// What `--version` prints, after any command.
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
