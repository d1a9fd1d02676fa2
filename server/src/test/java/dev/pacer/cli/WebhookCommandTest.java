package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookCommandTest {

  @Test
  void theSecretIsKeptForItsOwnerOnly(@TempDir Path directory) throws IOException {
    int status = PacerCommand.run("webhook", "--data-dir", directory.toString());

    Path secret = directory.resolve("secrets").resolve("webhooks");
    assertThat(status).isZero();
    assertThat(Files.readString(secret)).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }
}
