package dev.pacer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/// The command line as a whole.
@Command(
    name = "pacer",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionCommand.Provider.class,
    description = "AWS App Runner on your own machines.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      QuickstartCommand.class,
      DeployCommand.class,
      LogsCommand.class,
      VersionsCommand.class,
      RollbackCommand.class,
      CancelCommand.class,
      ConnectionCommand.class,
      RuntimeCommand.class,
      WebhookCommand.class,
      CaCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      DoctorCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "  ./pacer test runs every test of a source checkout.",
      "",
      "Each command explains itself: pacer COMMAND --help"
    })
public final class PacerCommand {
  private PacerCommand() {}

  /// Runs one command line.
  ///
  /// @return the exit status: 0 done, 1 it could not be done, 2 the line was wrong
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new PacerCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(new PlainErrors());
    if (arguments.length == 0) {
      line.usage(System.err);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  public static void main(String[] arguments) {
    int status = CommandLine.ExitCode.SOFTWARE;
    try {
      status = run(arguments);
    } finally {
      // Whatever happened: threads of a half-started server must not keep the process alive.
      System.exit(status);
    }
  }
}
