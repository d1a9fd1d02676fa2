package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import dev.pacer.app.DataDirectory;
import dev.pacer.source.git.Commit;
import dev.pacer.source.git.FolderCommits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pacer deploy`: a folder becomes a running service.
@Command(
    name = "deploy",
    description = {
      "Deploy a folder as it is, what is not committed too, to a service of that name. A service"
          + " that is missing is created. Shows the build as it goes on, and ends with the URL;"
          + " status 1 when the new version does not serve then.",
      "How it is built says the folder's apprunner.yaml, or its Dockerfile. Without either, say"
          + " --runtime and --start. What .gitignore names stays here."
    },
    footer = {
      "",
      "Examples:",
      "  pacer deploy                                     the working directory, under its name",
      "  pacer deploy shop --name shop-test",
      "  pacer deploy --runtime python311 --build 'pip3 install -r requirements.txt' --start"
          + " 'python3 app.py'",
      "",
      "pacer runtime list shows the runtimes. An apprunner.yaml to begin with:",
      "",
      "  version: 1.0",
      "  runtime: python311",
      "  build:",
      "    commands:",
      "      build:",
      "        - pip3 install -r requirements.txt",
      "  run:",
      "    command: python3 app.py",
      "    network:",
      "      port: 8080"
    })
final class DeployCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = ".",
      description = "What is deployed (default: the working directory).")
  private Path folder = Path.of(".");

  @Option(
      names = "--name",
      paramLabel = "SERVICE",
      description = "The service's name (default: the folder's).")
  private @Nullable String name;

  @Mixin private DeployedSource.Options options = new DeployedSource.Options();

  @Option(names = "--region", description = "The service's region (default: us-east-1).")
  private String region = AwsProfile.REGION;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() throws InterruptedException {
    Path root = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new CommandFailedException("There is no folder " + folder + ".");
    }
    DataDirectory directory = dataDirectory.directory();
    String service = DeployedSource.serviceName(name, root);
    DeployedSource source = DeployedSource.of(root, directory.deploys(), region, service, options);
    try (ApiClient client = ApiClient.of(directory, region)) {
      FolderDeployment deployment = new FolderDeployment(client, region, source);
      deployment.check();
      Commit commit =
          FolderCommits.commit(root, source.repository(), "pacer deploy " + root.getFileName());
      System.err.println(
          "Deploying %s to the service %s (%s) …"
              .formatted(root, service, commit.id().substring(0, 8)));
      System.out.println(deployment.run());
      return 0;
    }
  }
}
