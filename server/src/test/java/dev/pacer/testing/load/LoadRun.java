package dev.pacer.testing.load;

import dev.pacer.testing.load.LoadReport.Phase;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// One change of one service under load.
///
/// @param rate requests in a second
/// @param steady how long the load runs before the change
/// @param afterwards how long it goes on after the change
/// @param variables for [LoadApplication]
public record LoadRun(
    int rate, Duration steady, Duration afterwards, Map<String, String> variables) {

  /// @param outcome the status of the change's operation
  public record Result(LoadReport report, String outcome) {}

  /// Makes the change. It is over when the instances that it replaced are gone.
  public Result of(Change change, ServerProcess server) {
    LoadImage.tag("one", Change.IMAGE);
    String name = "load-" + change.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (LoadedService service =
        LoadedService.create(server, name, LoadImage.of(Change.IMAGE), variables)) {
      change.prepare(service);
      return underLoad(change, service);
    }
  }

  private Result underLoad(Change change, LoadedService service) {
    try (OpenLoop load = new OpenLoop(service.address(), service.host(), rate)) {
      LockSupport.parkNanos(steady.toNanos());
      load.enter(Phase.DURING);
      change.make(service, load);
      service.awaitInstances(1);
      load.enter(Phase.AFTERWARDS);
      LockSupport.parkNanos(afterwards.toNanos());
      return new Result(load.finish(), service.lastOutcome());
    }
  }
}
