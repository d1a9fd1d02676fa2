package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import dev.pacer.app.PacerServer;
import dev.pacer.config.Settings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pacer serve`: the server, in the foreground.
@Command(
    name = "serve",
    description = "Run the server until it is told to stop (SIGTERM or Ctrl-C).",
    footer = {
      "",
      "Every option is a setting: --api-port is also the variable PACER_API_PORT",
      "and the key api-port in pacer.yaml. Registries and quotas are set in",
      "pacer.yaml (see docs/operations.md)."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--stop-instances",
      description = "End all instances when the server stops (default: they go on running).")
  private boolean stopInstances;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.settings();
    PacerServer.Running running = PacerServer.start(settings, stopInstances);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  running.server().close();
                  stopped.countDown();
                }));
    System.out.println(readyLine(settings, running.addresses()));
    System.err.print(AwsProfile.shellLines(running.server().awsConfig()));
    stopped.await();
    return 0;
  }

  static String readyLine(Settings settings, PacerServer.Addresses addresses) {
    return "Pacer is ready: API %s, services http://*.%s:%d, https://*.%s:%d, engine %s %s (%.2f s)"
        .formatted(
            addresses.apiEndpoint(),
            settings.frontDoor().domain(),
            addresses.httpAddress().getPort(),
            settings.frontDoor().domain(),
            addresses.httpsAddress().getPort(),
            addresses.engine().name(),
            addresses.engine().version(),
            sinceStart().toMillis() / 1000.0)
        .formatted(Locale.ROOT);
  }

  /// Since the Java machine began to start. A process handle's start instant is no measure: it counts
  /// from the boot time in whole seconds.
  private static Duration sinceStart() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }
}
