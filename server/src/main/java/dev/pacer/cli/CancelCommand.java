package dev.pacer.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `pacer cancel`: lets the operation in progress go back.
@Command(
    name = "cancel",
    description = {
      "Cancel the operation of a service that is in progress, as if it had failed: the service goes"
          + " on as it was before. An operation that moves traffic already cannot be cancelled; it"
          + " ends by itself.",
      "Waits until the operation has ended; status 1 when it could not be cancelled."
    },
    footer = {"", "Examples:", "  pacer cancel shop", "  pacer cancel shop --no-wait"})
final class CancelCommand implements Callable<Integer> {
  private static final List<String> CANCELLED = List.of("ROLLBACK_SUCCEEDED", "FAILED");

  @Mixin private ServiceArguments arguments = new ServiceArguments();

  @Option(names = "--no-wait", description = "Only ask for it.")
  private boolean noWait;

  @Override
  public Integer call() throws InterruptedException {
    try (ApiClient client = arguments.client()) {
      NamedService service = arguments.find(client);
      JsonNode operation =
          service
              .unfinishedOperation()
              .orElseThrow(() ->
                  new CommandFailedException(service.name() + " has no operation in progress."));
      String what = operation.get("Type").asString() + " of " + service.name();
      String id = operation.get("Id").asString();
      client.call("Pacer.CancelOperation", Map.of("ServiceArn", service.arn(), "OperationId", id));
      if (noWait) {
        System.out.println(what + " is being cancelled.");
        return 0;
      }
      String end = new OperationProgress(service, id).await();
      if (!CANCELLED.contains(end)) {
        throw new CommandFailedException(
            what + " ended " + end + ". See: pacer logs " + service.name() + " --events");
      }
      System.out.println(what + " is cancelled: " + end);
      return 0;
    }
  }
}
