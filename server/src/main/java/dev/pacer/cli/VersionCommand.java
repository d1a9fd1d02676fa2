package dev.pacer.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `pacer version`.
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Print the version of Pacer and of the Java that runs it.")
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println("pacer " + version() + " (Java " + Runtime.version() + ")");
    return 0;
  }

  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
