package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real engine's containers do wrong, and how it is told.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FailedDeploymentIT {
  private final DockerEngine engine =
      DockerEngine.connect(
          DockerSettings.of(
              "test-" + Identifiers.hex32(), List.of(LocalEngine.get().host()), false));
  @TempDir private Path directory;
  private ControlPlane plane;

  @BeforeEach
  void start() {
    SampleImage.id();
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    engine.removeUnusedNetwork();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "httpd -f -p 3000 | Your application listens on port 3000, but the service's port is 8080.",
        "httpd -f -p 127.0.0.1:8080 | only on 127.0.0.1, inside its container",
        "sleep 600 | Your application does not listen on any port.",
        "cat /no/such/file | Container exit code: 1. It wrote last: cat: can't open '/no/such/file'",
        "sh -c nothing | The code 127 stands for a command that was not found.",
        "true | Container exit code: 0. It ended by itself, without an error.",
        "dd if=/dev/zero of=/dev/null bs=200M count=1 | more memory than the instance has (64 MB)",
        "no-such-program | The command \"no-such-program\" was not found in the image.",
        "/www/index.html | may not be executed (permission denied).",
      })
  void aFailedDeploymentTellsItsCauseWhereItIsLookedFor(String command, String cause) {
    Begun begun = plane.create("shop", running(command));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
    assertThat(ended.failure().orElseThrow()).contains(cause);
    await()
        .untilAsserted(() -> {
          assertThat(plane.events(begun.service().id())).anyMatch(line -> line.contains(cause));
          assertThat(plane.deploymentLog(begun.service().id(), begun.operationId()))
              .anyMatch(line -> line.contains(cause))
              .last()
              .isEqualTo("[AppRunner] Failed to deploy your application image.");
        });
    assertThat(engine.owned()).isEmpty();
  }

  private static ServiceConfiguration running(String command) {
    ServiceConfiguration usual = ControlPlane.running(SampleImage.NAME);
    return new ServiceConfiguration(
        new ImageSource(
            SampleImage.NAME,
            ImageRepositoryType.ECR,
            8080,
            Optional.of(command),
            Map.of(),
            Map.of(),
            false,
            Optional.empty()),
        new InstanceSize(256, 64, Optional.empty()),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        Optional.empty());
  }
}
