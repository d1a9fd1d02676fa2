package dev.pacer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialVaultTest {
  private static final String ARN =
      "arn:aws:apprunner:eu-west-1:111122223333:connection/github/" + "a".repeat(32);

  private final CredentialVault vault = vault("a secret");

  static Credentials[] everyKind() {
    return new Credentials[] {
      new Credentials.Token("ghp_token"),
      new Credentials.UserPassword("ci", "open sesäme"),
      new Credentials.SshKey("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n")
    };
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void sealedCredentialsComeBackWhole(Credentials credentials) {
    byte[] sealed = vault.seal(ARN, credentials);

    assertThat(vault.open(ARN, sealed)).isEqualTo(credentials);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aSecretIsInNeitherTheSealedBytesNorTheText(Credentials credentials) {
    String sealed =
        new String(vault.seal(ARN, credentials), StandardCharsets.ISO_8859_1) + credentials;

    assertThat(sealed).doesNotContain("ghp_token").doesNotContain("sesäme").doesNotContain("BEGIN");
  }

  @Test
  void credentialsOfOneConnectionAreWorthNothingInAnother() {
    byte[] sealed = vault.seal(ARN, new Credentials.Token("ghp_token"));

    assertThatIllegalStateException().isThrownBy(() -> vault.open(ARN + "b", sealed));
  }

  @Test
  void aChangedByteIsNoticed() {
    byte[] sealed = vault.seal(ARN, new Credentials.Token("ghp_token"));
    sealed[sealed.length - 1] ^= 1;

    assertThatIllegalStateException().isThrownBy(() -> vault.open(ARN, sealed));
  }

  @Test
  void anotherServersBytesAreRefused() {
    byte[] sealed = vault("another secret").seal(ARN, new Credentials.Token("ghp_token"));

    assertThatIllegalStateException().isThrownBy(() -> vault.open(ARN, sealed));
  }

  private static CredentialVault vault(String secret) {
    return new CredentialVault(secret.getBytes(StandardCharsets.UTF_8));
  }
}
