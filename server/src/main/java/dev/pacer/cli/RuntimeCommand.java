package dev.pacer.cli;

import picocli.CommandLine.Command;

/// `pacer runtime`: the managed runtimes that source code is built on.
@Command(
    name = "runtime",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "List the managed runtimes, and make images of them.",
      "A build begins with the image of its runtime: one that was made here, else the public one,"
          + " which is pulled. Where public registries are out of reach, make the images that you"
          + " need."
    },
    subcommands = {RuntimeListCommand.class, RuntimeBuildCommand.class})
final class RuntimeCommand {}
