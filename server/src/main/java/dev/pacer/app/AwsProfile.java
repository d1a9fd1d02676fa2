package dev.pacer.app;

import dev.pacer.sigv4.Credential;
import java.nio.file.Path;

/// The AWS configuration file that points every AWS client at this server.
public final class AwsProfile {
  public static final String NAME = "pacer";
  public static final String REGION = "us-east-1";

  private AwsProfile() {}

  static String text(String endpoint, Credential credential) {
    return """
    # Written by Pacer at every start. Use it with
    #   export AWS_CONFIG_FILE=<this file> AWS_PROFILE=pacer
    # and for `aws pacer …` also AWS_DATA_PATH=<models beside this file>.
    [profile pacer]
    region = %s
    endpoint_url = %s
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
        .formatted(REGION, endpoint, credential.accessKeyId(), credential.secretAccessKey());
  }

  /// Where the model of Pacer's own operations is, beside the configuration file.
  static Path models(Path configFile) {
    return configFile.resolveSibling("models");
  }

  /// The lines that a user pastes into a shell.
  public static String shellLines(Path configFile) {
    return """
    export AWS_CONFIG_FILE=%s
    export AWS_PROFILE=%s
    export AWS_DATA_PATH=%s
    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
    """
        .formatted(configFile, NAME, models(configFile));
  }
}
