package dev.pacer.cli;

import picocli.CommandLine.Command;

/// `pacer connection`: connections to source providers.
@Command(
    name = "connection",
    synopsisSubcommandLabel = "COMMAND",
    description = "List the connections to source providers, and approve new ones.",
    subcommands = {ConnectionApproveCommand.class, ConnectionListCommand.class})
final class ConnectionCommand {}
