package dev.pacer.cli;

import dev.pacer.app.DockerHosts;
import dev.pacer.app.RuntimeMaking;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pacer runtime build`: makes images of managed runtimes without a registry.
@Command(
    name = "build",
    description = {
      "Make images of managed runtimes from Debian 12's packages (and npm's Node binaries), and"
          + " hand them to this machine's engine. Builds use them from then on.",
      "It takes half a minute or so for each, needs root on Debian or Ubuntu, and installs what it"
          + " needs for it."
    },
    footer = {
      "",
      "Examples:",
      "  pacer runtime build python311",
      "  pacer runtime build nodejs18 nodejs22 go1"
    })
final class RuntimeBuildCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUNTIME",
      arity = "1..*",
      description = "Names as in apprunner.yaml; see pacer runtime list.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--engine-host",
      paramLabel = "URL",
      defaultValue = "",
      description = "The engine's API (default: DOCKER_HOST, else the usual sockets).")
  private String engineHost = "";

  @Override
  public Integer call() throws InterruptedException {
    CommandLog.quiet();
    RuntimeCatalogue catalogue = RuntimeCatalogue.load();
    // All names are looked at before anything is made.
    List<ListedRuntime> wanted = names.stream().map(name -> runtime(catalogue, name)).toList();
    try (DockerEngine engine = DockerEngine.connect(DockerHosts.settings("runtimes", engineHost))) {
      RuntimeMaking making = new RuntimeMaking(engine);
      for (ListedRuntime runtime : wanted) {
        make(making, runtime);
      }
      return 0;
    }
  }

  private static ListedRuntime runtime(RuntimeCatalogue catalogue, String name) {
    ListedRuntime runtime =
        catalogue
            .find(name)
            .orElseThrow(() ->
                new CommandFailedException(
                    "There is no runtime " + name + ". pacer runtime list shows those there are."));
    if (runtime.local().isEmpty()) {
      throw new CommandFailedException(
          name + " cannot be made here. " + runtime.unavailable().orElse(""));
    }
    return runtime;
  }

  private static void make(RuntimeMaking making, ListedRuntime runtime)
      throws InterruptedException {
    for (Map.Entry<String, String> program : making.programs(runtime).entrySet()) {
      if (EngineSetup.find(program.getKey()).isEmpty()) {
        EngineSetup.install(List.of(program.getValue()));
      }
    }
    System.out.println("Making " + runtime.title() + " …");
    long before = System.nanoTime();
    try {
      making.make(runtime);
    } catch (RuntimeMaking.FailedException failure) {
      throw new CommandFailedException(String.valueOf(failure.getMessage()), failure);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    System.out.println(runtime.name() + " is there (" + took.toSeconds() + " s).");
    runtime.local().orElseThrow().note().ifPresent(System.out::println);
  }
}
