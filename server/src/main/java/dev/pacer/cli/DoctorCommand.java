package dev.pacer.cli;

import dev.pacer.app.RunningServer;
import dev.pacer.engine.EngineInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pacer doctor`: what this machine lacks, and how to mend it.
@Command(
    name = "doctor",
    description = "Check what Pacer needs on this machine; status 1 when something is missing.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Option(
      names = "--engine-host",
      paramLabel = "URL",
      description = "The engine's API, when it is not at one of the usual places.")
  private String engineHost = "";

  private boolean healthy = true;

  @Override
  public Integer call() {
    good("Java", Runtime.version().toString());
    engine();
    disk();
    RunningServer.find(dataDirectory.directory())
        .ifPresentOrElse(
            server -> good("Server", "runs at " + server.endpoint()),
            () -> good("Server", "none runs on " + dataDirectory.path()));
    return healthy ? 0 : 1;
  }

  private void engine() {
    Optional<EngineInfo> engine = EngineSetup.ask(engineHost);
    if (engine.isPresent()) {
      EngineInfo info = engine.get();
      good("Engine", info.name() + " " + info.version() + ", " + info.architecture());
    } else {
      bad(
          "Engine",
          "no container engine answers",
          "start Docker or Podman, or let `pacer quickstart` install one as root");
    }
  }

  private void disk() {
    Path place = dataDirectory.path();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    long free = place.toFile().getUsableSpace() >> 20;
    if (!Files.isWritable(place)) {
      bad("Data directory", place + " cannot be written", "choose another with --data-dir");
    } else if (free < 1024) {
      bad("Disk", free + " MiB free at " + place, "free some space; images need it too");
    } else {
      good("Disk", free + " MiB free at " + place);
    }
  }

  private static void good(String what, String finding) {
    System.out.printf("ok       %-15s %s%n", what, finding);
  }

  private void bad(String what, String finding, String mend) {
    healthy = false;
    System.out.printf("missing  %-15s %s%n         %-15s to mend: %s%n", what, finding, "", mend);
  }
}
