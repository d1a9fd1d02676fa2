package dev.pacer.cli;

import dev.pacer.app.Webhooks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `pacer webhook`: what is entered at git servers and registries.
@Command(
    name = "webhook",
    description = {
      "Print the URLs and the secret to enter at a git server or a registry, so that a push deploys"
          + " at once the services with automatic deployments. Without a webhook the sources are"
          + " asked every poll-interval.",
      "A webhook only makes Pacer look: what is deployed is what the branch or tag really has."
    },
    footer = {
      "",
      "Where to enter them:",
      "  GitHub            Settings, Webhooks: Payload URL, Secret; the push event",
      "  Gitea, Forgejo    Settings, Webhooks: Target URL, Secret; push events",
      "  GitLab            Settings, Webhooks: URL, Secret token; push events",
      "  Bitbucket Cloud   Repository settings, Webhooks: URL, Secret; repository push",
      "  registry          notifications.endpoints of its configuration: url, and",
      "                    headers: {Authorization: [Bearer SECRET]}",
      "  GitHub's registry a webhook of the repository or organization to",
      "                    /webhooks/registry: the event Registry packages",
      "  Docker Hub        Webhooks: /webhooks/registry?token=SECRET",
      "",
      "The API listens on 127.0.0.1 unless api-host says otherwise. For senders",
      "elsewhere, let a proxy with TLS pass on the paths below /webhooks/, no others.",
      "",
      "To change the secret, remove secrets/webhooks in the data directory and",
      "restart the server.",
      "",
      "Is it reached? This is answered 401, as it is not signed:",
      "  curl -d '{}' -H 'X-GitHub-Event: ping' http://127.0.0.1:4747/webhooks/git"
    })
final class WebhookCommand implements Callable<Integer> {
  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() {
    Webhooks webhooks = Webhooks.of(dataDirectory.directory());
    String endpoint = webhooks.endpoint().orElse("http://API-HOST:API-PORT");
    System.out.println("git       " + endpoint + "/webhooks/git");
    System.out.println("registry  " + endpoint + "/webhooks/registry");
    System.out.println("secret    " + webhooks.secret());
    if (webhooks.endpoint().isEmpty()) {
      System.err.println("No server runs on this data directory now.");
    }
    return 0;
  }
}
