package dev.pacer.api.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.connection.Credentials;
import dev.pacer.support.AccountRegion;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApproveConnectionTest {
  @TempDir private Path directory;
  private ApiBed api;
  private String arn = "";

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
    arn =
        api.ok("CreateConnection", Map.of("ConnectionName", "github", "ProviderType", "GITHUB"))
            .get("Connection")
            .get("ConnectionArn")
            .asString();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anApprovedConnectionIsAvailable() {
    api.ok("Pacer.ApproveConnection", Map.of("Connection", "github"));

    assertThat(
            api.ok("ListConnections", Map.of())
                .get("ConnectionSummaryList")
                .get(0)
                .get("Status")
                .asString())
        .isEqualTo("AVAILABLE");
  }

  @Test
  void theCredentialsAreKeptSealed() {
    api.ok(
        "Pacer.ApproveConnection",
        Map.of("Connection", arn, "Credentials", Map.of("Token", "ghp_token")));

    byte[] sealed = api.plane.stores.connections().credentials(arn).orElseThrow();
    assertThat(api.vault.open(arn, sealed)).isEqualTo(new Credentials.Token("ghp_token"));
  }

  @Test
  void approvingWithoutCredentialsForgetsTheOldOnes() {
    api.ok(
        "Pacer.ApproveConnection",
        Map.of("Connection", arn, "Credentials", Map.of("Token", "ghp_token")));

    api.ok("Pacer.ApproveConnection", Map.of("Connection", arn));

    assertThat(api.plane.stores.connections().credentials(arn)).isEmpty();
  }

  static Map<?, ?>[] halfCredentials() {
    return new Map<?, ?>[] {
      Map.of(),
      Map.of("Username", "ci"),
      Map.of("Password", "secret"),
      Map.of("Token", "t", "SshPrivateKey", "k"),
      Map.of("Token", "t", "Username", "ci", "Password", "secret")
    };
  }

  @ParameterizedTest
  @MethodSource("halfCredentials")
  void credentialsOfNoneOrTwoKindsAreRefused(Map<?, ?> credentials) {
    Answer answer =
        api.call(
            "Pacer.ApproveConnection", Map.of("Connection", "github", "Credentials", credentials));

    assertThat(answer.error()).isEqualTo("InvalidRequestException");
    assertThat(answer.message()).startsWith("Credentials must be one of");
  }

  @Test
  void anUnknownConnectionIsNotFound() {
    Answer answer = api.call("Pacer.ApproveConnection", Map.of("Connection", "gitlab"));

    assertThat(answer.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aConnectionOfAnotherAccountIsNotFound() {
    Answer answer =
        api.call(
            new AccountRegion("999988887777", "eu-west-1"),
            "Pacer.ApproveConnection",
            Map.of("Connection", arn));

    assertThat(answer.error()).isEqualTo("ResourceNotFoundException");
  }
}
