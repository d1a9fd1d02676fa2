package dev.pacer.logs;

import java.util.regex.Pattern;

/// A log stream: its group and its name inside the group, both spelled as App Runner spells them in
/// CloudWatch Logs.
///
/// @param group absolute, like `/aws/apprunner/NAME/SERVICEID/service`
/// @param stream relative, like `events` or `instance/INSTANCEID`
public record LogStreamName(String group, String stream) {
  private static final String ACCESS = "access";
  private static final int LONGEST_STREAM = 200;
  private static final int LONGEST_GROUP = 512;
  private static final String SEGMENT = "[A-Za-z0-9_#-][A-Za-z0-9._#-]{0,127}";
  private static final Pattern GROUP = Pattern.compile("(?:/" + SEGMENT + ")+");
  private static final Pattern STREAM = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*");

  /// Names become paths below the store's directory. A part may not begin with a dot, so that none
  /// can leave it.
  ///
  /// @throws IllegalArgumentException when a name is not made of parts of letters, digits and
  ///     `._#-`, or is too long for a file's name
  public LogStreamName {
    requireGroup(group);
    if (stream.length() > LONGEST_STREAM || !STREAM.matcher(stream).matches()) {
      throw new IllegalArgumentException("Not the name of a log stream: " + stream);
    }
  }

  /// The life of a service: what App Runner shows as event log.
  public static LogStreamName events(String serviceName, String serviceId) {
    return new LogStreamName(serviceGroup(serviceName, serviceId), "events");
  }

  /// One deployment of a service.
  public static LogStreamName deployment(String serviceName, String serviceId, String operationId) {
    return new LogStreamName(serviceGroup(serviceName, serviceId), "deployment/" + operationId);
  }

  /// What one instance of a service prints.
  public static LogStreamName instance(String serviceName, String serviceId, String instanceId) {
    return new LogStreamName(applicationGroup(serviceName, serviceId), "instance/" + instanceId);
  }

  /// The requests that a service was sent: Pacer's own, App Runner has none.
  public static LogStreamName access(String serviceName, String serviceId) {
    return new LogStreamName(applicationGroup(serviceName, serviceId), ACCESS);
  }

  /// Whether it is of a service's requests and not of what its instances print.
  public boolean isAccess() {
    return stream.equals(ACCESS);
  }

  /// The group of a service's events and deployments.
  public static String serviceGroup(String serviceName, String serviceId) {
    return "/aws/apprunner/%s/%s/service".formatted(serviceName, serviceId);
  }

  /// The group of what a service's instances print.
  public static String applicationGroup(String serviceName, String serviceId) {
    return "/aws/apprunner/%s/%s/application".formatted(serviceName, serviceId);
  }

  static void requireGroup(String group) {
    if (group.length() > LONGEST_GROUP || !GROUP.matcher(group).matches()) {
      throw new IllegalArgumentException("Not the name of a log group: " + group);
    }
  }
}
