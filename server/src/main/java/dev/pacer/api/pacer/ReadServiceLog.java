package dev.pacer.api.pacer;

import dev.pacer.logs.LogLine;
import dev.pacer.logs.LogPage;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import dev.pacer.logs.LogStreamSummary;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import dev.pacer.support.Deadline;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// ReadServiceLog: the newest lines of a service's log, and with the token of an answer the lines
/// after it. A call may wait for lines, so that following a log needs few calls and no delay.
final class ReadServiceLog implements Operation<ReadServiceLogRequest, ReadServiceLogResponse> {
  private static final int DEFAULT_LINES = 100;
  private static final int MOST_LINES_A_STREAM = 1_000;

  /// A service that was scaled for long has many instances; only the latest are read.
  private static final int MOST_STREAMS = 50;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

  private final ServiceStore services;
  private final LogStore logs;

  ReadServiceLog(ServiceStore services, LogStore logs) {
    this.services = services;
    this.logs = logs;
  }

  @Override
  public ReadServiceLogResponse call(CallContext context, ReadServiceLogRequest request) {
    Service service = find(context, request.service());
    if (request.nextToken() == null) {
      int lines = request.lines() == null ? DEFAULT_LINES : request.lines();
      return newest(streams(service, request), lines);
    }
    LogPositions from =
        LogPositions.parse(request.nextToken())
            .orElseThrow(() -> invalid("The NextToken isn't valid."));
    return waiting(service, request, from);
  }

  private ReadServiceLogResponse newest(List<LogStreamName> streams, int lines) {
    List<LogEvent> events = new ArrayList<>();
    Map<String, Long> positions = new HashMap<>();
    for (LogStreamName stream : streams) {
      collect(stream, logs.tail(stream, lines), events, positions);
    }
    events.sort(Comparator.comparing(LogEvent::timestamp));
    int surplus = Math.max(0, events.size() - lines);
    return new ReadServiceLogResponse(
        events.subList(surplus, events.size()), new LogPositions(positions).token());
  }

  private ReadServiceLogResponse waiting(
      Service service, ReadServiceLogRequest request, LogPositions from) {
    int seconds = request.waitSeconds() == null ? 0 : request.waitSeconds();
    Deadline deadline = Deadline.in(Duration.ofSeconds(seconds));
    while (true) {
      ReadServiceLogResponse answer = after(streams(service, request), from);
      if (!answer.events().isEmpty() || deadline.hasPassed()) {
        return answer;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return answer;
      }
    }
  }

  private ReadServiceLogResponse after(List<LogStreamName> streams, LogPositions from) {
    List<LogEvent> events = new ArrayList<>();
    Map<String, Long> positions = new HashMap<>();
    for (LogStreamName stream : streams) {
      long position = from.byStream().getOrDefault(stream.stream(), 0L);
      collect(stream, logs.read(stream, position, MOST_LINES_A_STREAM), events, positions);
    }
    events.sort(Comparator.comparing(LogEvent::timestamp));
    return new ReadServiceLogResponse(events, new LogPositions(positions).token());
  }

  private static void collect(
      LogStreamName stream, LogPage page, List<LogEvent> events, Map<String, Long> positions) {
    for (LogLine line : page.lines()) {
      events.add(new LogEvent(line.at(), stream.stream(), line.text()));
    }
    positions.put(stream.stream(), page.next());
  }

  private List<LogStreamName> streams(Service service, ReadServiceLogRequest request) {
    return switch (request.log()) {
      case "EVENTS" -> List.of(LogStreamName.events(service.name(), service.id()));
      case "ACCESS" -> List.of(LogStreamName.access(service.name(), service.id()));
      case "DEPLOYMENT" -> deployment(service, Optional.ofNullable(request.operationId()));
      default ->
          logs.streams(LogStreamName.applicationGroup(service.name(), service.id())).stream()
              .map(LogStreamSummary::name)
              .filter(name -> !name.isAccess())
              .limit(MOST_STREAMS)
              .toList();
    };
  }

  private List<LogStreamName> deployment(Service service, Optional<String> operationId) {
    if (operationId.isPresent()) {
      return List.of(LogStreamName.deployment(service.name(), service.id(), operationId.get()));
    }
    return logs.streams(LogStreamName.serviceGroup(service.name(), service.id())).stream()
        .map(LogStreamSummary::name)
        .filter(stream -> stream.stream().startsWith("deployment/"))
        .limit(1)
        .toList();
  }

  private Service find(CallContext context, String nameOrArn) {
    AccountRegion world =
        new AccountRegion(context.caller().accountId(), context.caller().region());
    Optional<Arn> arn = Arn.parse(nameOrArn);
    Optional<Service> found =
        arn.isPresent()
            ? services
                .find(arn.get().resource().substring(arn.get().resource().lastIndexOf('/') + 1))
                .filter(service -> service.world().equals(world))
            : services.findNewestByName(world, nameOrArn);
    return found.orElseThrow(() ->
        AwsException.modelled(
            "ResourceNotFoundException",
            400,
            "There is no service " + nameOrArn + " in the region " + world.region() + "."));
  }

  private static AwsException invalid(String message) {
    return AwsException.modelled("InvalidRequestException", 400, message);
  }
}
