package dev.pacer.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `pacer rollback`: an earlier version of a service serves again.
@Command(
    name = "rollback",
    description = {
      "Deploy an earlier version of a service once more: its settings and the very image that it"
          + " ran. The present version serves until the other one is healthy.",
      "Waits until the deployment has ended; status 1 when the earlier version does not serve then."
    },
    footer = {
      "",
      "Examples:",
      "  pacer rollback shop             to the version that served before",
      "  pacer rollback shop --to 4",
      "",
      "pacer versions SERVICE lists what there is to go back to."
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin private ServiceArguments arguments = new ServiceArguments();

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "The version (default: the one that served before the present one).")
  private @Nullable Integer version;

  @Option(names = "--no-wait", description = "Only begin it.")
  private boolean noWait;

  @Override
  public Integer call() throws InterruptedException {
    try (ApiClient client = arguments.client()) {
      NamedService service = arguments.find(client);
      Map<String, Object> input = new HashMap<>();
      input.put("ServiceArn", service.arn());
      if (version != null) {
        input.put("Version", version);
      }
      String operation = client.call("Pacer.RollbackService", input).get("OperationId").asString();
      JsonNode newest = service.versions().getFirst();
      String what =
          "version %d of %s, as version %d"
              .formatted(
                  newest.path("RestoredVersion").asInt(),
                  service.name(),
                  newest.get("Version").asInt());
      if (noWait) {
        System.out.println("Going back to " + what + ".");
        return 0;
      }
      System.err.println("Going back to " + what + " …");
      String end = new OperationProgress(service, operation).await();
      if (!end.equals("SUCCEEDED")) {
        throw new CommandFailedException(
            "Going back to "
                + what
                + ", ended "
                + end
                + ". See: pacer logs "
                + service.name()
                + " --deployment");
      }
      System.out.println("Back to " + what + ": " + end);
      return 0;
    }
  }
}
