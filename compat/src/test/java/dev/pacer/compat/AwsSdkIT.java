package dev.pacer.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apprunner.AppRunnerClient;
import software.amazon.awssdk.services.apprunner.model.CreateServiceResponse;
import software.amazon.awssdk.services.apprunner.model.ResourceNotFoundException;
import software.amazon.awssdk.services.apprunner.model.Service;
import software.amazon.awssdk.services.apprunner.model.ServiceStatus;

class AwsSdkIT {
  @TempDir private Path directory;
  private RunningPacer server;
  private AppRunnerClient client;

  @BeforeAll
  static void images() throws Exception {
    SampleImages.build();
  }

  @BeforeEach
  void start() throws Exception {
    server = RunningPacer.start(directory, "--stop-instances", "--stop-grace", "2s");
    client = client("us-east-1");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anotherRegionIsAWorldOfItsOwn() {
    String arn = create("shop").service().serviceArn();

    try (AppRunnerClient elsewhere = client("eu-west-1")) {
      assertThat(elsewhere.listServices(request -> {}).serviceSummaryList()).isEmpty();
      assertThatThrownBy(() -> elsewhere.describeService(request -> request.serviceArn(arn)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void aServerThatWasKilledServesAgainWithoutRestartingInstances() throws Exception {
    Service before = settled(create("shop").service().serviceArn());
    String hostName = server.fetch(before.serviceUrl(), "/");
    server.kill();

    server = RunningPacer.start(directory, "--stop-instances", "--stop-grace", "2s");
    client.close();
    client = client("us-east-1");

    Service after =
        client.describeService(request -> request.serviceArn(before.serviceArn())).service();
    assertThat(after.status()).isEqualTo(ServiceStatus.RUNNING);
    assertThat(server.fetch(after.serviceUrl(), "/").lines().findFirst())
        .isEqualTo(hostName.lines().findFirst());
    assertThat(
            Processes.output(
                    java.util.Map.of(),
                    java.util.List.of(
                        "docker",
                        "ps",
                        "-aq",
                        "--filter",
                        "label=dev.pacer.service=" + after.serviceId()))
                .lines())
        .hasSize(1);
  }

  @Test
  void aServerThatIsToldToStopEndsWithinSeconds() throws Exception {
    assertThat(server.stop()).isTrue();
  }

  private CreateServiceResponse create(String name) {
    return client.createService(request ->
        request
            .serviceName(name)
            .sourceConfiguration(source ->
                source.imageRepository(
                    image -> image.imageIdentifier(SampleImages.WEB).imageRepositoryType("ECR"))));
  }

  private Service settled(String arn) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> client.describeService(request -> request.serviceArn(arn)).service(),
            service -> service.status() != ServiceStatus.OPERATION_IN_PROGRESS);
  }

  private AppRunnerClient client(String region) {
    try {
      return AppRunnerClient.builder()
          .endpointOverride(URI.create(server.endpoint()))
          .region(Region.of(region))
          .httpClient(UrlConnectionHttpClient.create())
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(
                      server.profile("aws_access_key_id"),
                      server.profile("aws_secret_access_key"))))
          .build();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
