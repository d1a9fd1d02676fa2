package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `pacer connection approve`: the handshake of a connection. Secrets come from files or standard
/// input, never from the command line, which other users of the machine can read.
@Command(
    name = "approve",
    description = {
      "Bring a connection from PENDING_HANDSHAKE to AVAILABLE, with what its private repositories"
          + " are read with, or without anything for public ones.",
      "Approving again replaces the credentials."
    },
    footer = {
      "",
      "Examples:",
      "  pacer connection approve github",
      "  pacer connection approve github --token-file token.txt",
      "  pass show github-token | pacer connection approve github --token-file -",
      "  pacer connection approve gitea --username ci --password-file password.txt",
      "  pacer connection approve gitea --ssh-key-file ~/.ssh/deploy_key"
    })
final class ConnectionApproveCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 16_384;

  @Parameters(paramLabel = "CONNECTION", description = "The connection's name or ARN.")
  private String connection = "";

  @ArgGroup private @Nullable Secret secret;

  @Option(names = "--region", description = "The connection's region (default: us-east-1).")
  private String region = AwsProfile.REGION;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  /// Which kind of credentials.
  static final class Secret {
    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description = "A file with an access token; - is standard input.")
    private @Nullable String tokenFile;

    @ArgGroup(exclusive = false)
    private @Nullable User user;

    @Option(
        names = "--ssh-key-file",
        paramLabel = "FILE",
        description = "A private ssh key without a passphrase; - is standard input.")
    private @Nullable String sshKeyFile;

    Map<String, Object> credentials() {
      Map<String, Object> credentials = new HashMap<>();
      if (tokenFile != null) {
        credentials.put("Token", text(tokenFile).strip());
      } else if (sshKeyFile != null) {
        credentials.put("SshPrivateKey", text(sshKeyFile));
      } else if (user != null) {
        credentials.put("Username", user.username);
        credentials.put("Password", text(user.passwordFile).strip());
      }
      return credentials;
    }
  }

  /// A user with a password.
  static final class User {
    @Option(names = "--username", required = true, description = "A user's name.")
    private String username = "";

    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "A file with that user's password; - is standard input.")
    private String passwordFile = "";
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Object> input = new HashMap<>();
    input.put("Connection", connection);
    if (secret != null) {
      input.put("Credentials", secret.credentials());
    }
    try (ApiClient client = ApiClient.of(dataDirectory.directory(), region)) {
      JsonNode approved = client.call("Pacer.ApproveConnection", input).get("Connection");
      System.out.println(
          approved.get("ConnectionName").asString() + " is " + approved.get("Status").asString());
      return 0;
    }
  }

  private static String text(String file) {
    try {
      byte[] bytes =
          file.equals("-")
              ? System.in.readNBytes(MOST_BYTES + 1)
              : Files.readAllBytes(Path.of(file));
      if (bytes.length == 0 || bytes.length > MOST_BYTES) {
        throw new CommandFailedException(
            file + " must have from 1 to " + MOST_BYTES + " bytes, not " + bytes.length + ".");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new CommandFailedException("There is no file " + file + ".", missing);
    } catch (IOException failure) {
      throw new CommandFailedException(file + " cannot be read: " + failure.getMessage(), failure);
    }
  }
}
