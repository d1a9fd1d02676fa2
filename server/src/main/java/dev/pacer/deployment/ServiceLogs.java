package dev.pacer.deployment;

import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import dev.pacer.service.Service;
import java.time.InstantSource;
import java.util.List;

/// What Pacer tells the owner of a service: the event stream and one stream per deployment, and
/// where the application's own output is. Names and line prefix are App Runner's.
public final class ServiceLogs {
  private static final String PREFIX = "[AppRunner] ";

  private final LogStore store;
  private final InstantSource clock;

  public ServiceLogs(LogStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A line in the service's event stream.
  public void event(Service service, String text) {
    store.append(events(service), clock.instant(), PREFIX + text);
  }

  /// A line in the log of one deployment.
  public void deployment(Service service, String operationId, String text) {
    store.append(deployment(service, operationId), clock.instant(), PREFIX + text);
  }

  /// A line that a command of a build wrote.
  void buildOutput(Service service, String operationId, String line) {
    store.append(deployment(service, operationId), clock.instant(), line);
  }

  /// A line of the application, quoted in the log of the deployment that it failed in.
  public void quote(Service service, String operationId, String line) {
    store.append(deployment(service, operationId), clock.instant(), "[Application] " + line);
  }

  /// The newest lines that an instance wrote, oldest of them first.
  public List<String> lastLines(Service service, String instanceId, int lines) {
    return store.tail(application(service, instanceId), lines).lines().stream()
        .map(line -> line.text())
        .toList();
  }

  public static LogStreamName events(Service service) {
    return LogStreamName.events(service.name(), service.id());
  }

  public static LogStreamName deployment(Service service, String operationId) {
    return LogStreamName.deployment(service.name(), service.id(), operationId);
  }

  public static LogStreamName application(Service service, String instanceId) {
    return LogStreamName.instance(service.name(), service.id(), instanceId);
  }
}
