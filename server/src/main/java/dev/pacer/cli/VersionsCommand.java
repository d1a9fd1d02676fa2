package dev.pacer.cli;

import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `pacer versions`: what a service was and is.
@Command(
    name = "versions",
    description = {
      "List the versions of a service that are kept, newest first; * marks the one that serves.",
      "Each change of source or settings is a version. INACTIVE ones served before and can be gone"
          + " back to; FAILED ones never served."
    },
    footer = {"", "Example:", "  pacer versions shop"})
final class VersionsCommand implements Callable<Integer> {
  @Mixin private ServiceArguments arguments = new ServiceArguments();

  @Override
  public Integer call() throws InterruptedException {
    try (ApiClient client = arguments.client()) {
      VersionTable.lines(arguments.find(client).versions(), ZoneId.systemDefault())
          .forEach(System.out::println);
      return 0;
    }
  }
}
