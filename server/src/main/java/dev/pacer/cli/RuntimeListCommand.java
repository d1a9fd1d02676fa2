package dev.pacer.cli;

import dev.pacer.app.DockerHosts;
import dev.pacer.build.RuntimeImages;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `pacer runtime list`: the catalogue, and what of it was made here.
@Command(
    name = "list",
    description = {
      "List the managed runtimes: their names in apprunner.yaml, which of them were made on this"
          + " machine's engine, with what version, and where the others are pulled from."
    },
    footer = {"", "Example:", "  pacer runtime list"})
final class RuntimeListCommand implements Callable<Integer> {
  @Option(
      names = "--engine-host",
      paramLabel = "URL",
      defaultValue = "",
      description = "The engine's API (default: DOCKER_HOST, else the usual sockets).")
  private String engineHost = "";

  @Override
  public Integer call() {
    CommandLog.quiet();
    try (DockerEngine engine = DockerEngine.connect(DockerHosts.settings("runtimes", engineHost))) {
      List<ListedRuntime> runtimes = RuntimeCatalogue.load().all();
      RuntimeImages images = new RuntimeImages(engine, new RegistryMap(RegistrySettings.NONE));
      Set<String> made =
          runtimes.stream()
              .filter(runtime -> images.local(runtime).isPresent())
              .map(ListedRuntime::name)
              .collect(Collectors.toSet());
      RuntimeTable.lines(runtimes, made).forEach(System.out::println);
      return 0;
    }
  }
}
