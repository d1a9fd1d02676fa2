package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.Operation;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Quotas;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ServicesTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/instance";

  @TempDir private Path directory;
  private ApiBed api;

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aNewServiceHasAppRunnersDefaults() {
    JsonNode service = api.service("shop", Map.of());

    assertThat(service.get("Status").asString()).isEqualTo("RUNNING");
    assertThat(service.get("ServiceArn").asString())
        .matches("arn:aws:apprunner:eu-west-1:111122223333:service/shop/[0-9a-f]{32}");
    assertThat(service.get("ServiceUrl").asString())
        .matches("[a-z][a-z0-9]{9}\\.eu-west-1\\.apprunner\\.localhost:8080");
    assertThat(service.get("InstanceConfiguration").toString())
        .isEqualTo("{\"Cpu\":\"1024\",\"Memory\":\"2048\"}");
    assertThat(service.get("HealthCheckConfiguration").toString())
        .isEqualTo(
            "{\"Protocol\":\"TCP\",\"Path\":\"/\",\"Interval\":5,\"Timeout\":2,"
                + "\"HealthyThreshold\":1,\"UnhealthyThreshold\":5}");
    assertThat(service.get("NetworkConfiguration").toString())
        .isEqualTo(
            "{\"EgressConfiguration\":{\"EgressType\":\"DEFAULT\"},"
                + "\"IngressConfiguration\":{\"IsPubliclyAccessible\":true},"
                + "\"IpAddressType\":\"IPV4\"}");
    assertThat(service.get("ObservabilityConfiguration").toString())
        .isEqualTo("{\"ObservabilityEnabled\":false}");
    assertThat(service.get("SourceConfiguration").get("AutoDeploymentsEnabled").asBoolean())
        .isTrue();
    assertThat(service.has("EncryptionConfiguration")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 512, 256, 512",
    "0.25 vCPU, 0.5 GB, 256, 512",
    "0.25 vCPU, 1 GB, 256, 1024",
    "0.5 vCPU, 1 GB, 512, 1024",
    "1 vCPU, 2 GB, 1024, 2048",
    "1024, 3 GB, 1024, 3072",
    "1 vCPU, 4 GB, 1024, 4096",
    "2 vCPU, 4 GB, 2048, 4096",
    "2048, 6144, 2048, 6144",
    "4 vCPU, 8 GB, 4096, 8192",
    "4 vCPU, 10 GB, 4096, 10240",
    "4 vCPU, 12 GB, 4096, 12288",
  })
  void sizesAreEchoedAsNumbersWhateverTheirSpelling(
      String cpu, String memory, String shownCpu, String shownMemory) {
    JsonNode service =
        api.service("shop", Map.of("InstanceConfiguration", Map.of("Cpu", cpu, "Memory", memory)));

    assertThat(service.get("InstanceConfiguration").get("Cpu").asString()).isEqualTo(shownCpu);
    assertThat(service.get("InstanceConfiguration").get("Memory").asString())
        .isEqualTo(shownMemory);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 2048",
    "512, 512",
    "1024, 6144",
    "2048, 2048",
    "4096, 4096",
    // The model's expression lets any character stand for the point.
    "0x25 vCPU, 512",
    "256, 0x5 GB"
  })
  void sizesThatDoNotFitEachOtherAreRefused(String cpu, String memory) {
    Answer refused = create(Map.of("InstanceConfiguration", Map.of("Cpu", cpu, "Memory", memory)));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aNameIsFreeOnlyAfterTheDeletionEnded() {
    JsonNode first = api.service("shop", Map.of());
    Answer taken = create(Map.of());

    api.ok("DeleteService", arn(first));
    api.settled(first.get("ServiceArn").asString());
    JsonNode second = api.service("shop", Map.of());

    assertThat(taken.error()).isEqualTo("InvalidRequestException");
    assertThat(taken.message()).isEqualTo("Service with the provided name already exists: shop.");
    assertThat(second.get("ServiceId")).isNotEqualTo(first.get("ServiceId"));
    assertThat(second.get("ServiceUrl")).isNotEqualTo(first.get("ServiceUrl"));
  }

  @Test
  void aDeletedServiceIsDescribedButNotListed() {
    JsonNode service = api.service("shop", Map.of());

    api.ok("DeleteService", arn(service));
    JsonNode deleted = api.settled(service.get("ServiceArn").asString());

    assertThat(deleted.get("Status").asString()).isEqualTo("DELETED");
    assertThat(deleted.has("DeletedAt")).isTrue();
    assertThat(api.ok("ListServices", Map.of()).get("ServiceSummaryList")).isEmpty();
    assertThat(api.call("DeleteService", arn(service)).error())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void ofManyCreationsWithOneNameAtTheSameInstantExactlyOneWins() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < 8; attempt++) {
        answers.add(executor.submit((Callable<Answer>) () -> create(Map.of())));
      }
    }

    int won = 0;
    for (Future<Answer> answer : answers) {
      won += answer.get().status() == 200 ? 1 : 0;
    }
    assertThat(won).isEqualTo(1);
  }

  @Test
  void theQuotaOfServicesHolds() {
    api.close();
    api = new ApiBed(directory, new Quotas(1, 1, 1, 1, 1, 1, 1, 1, 1, 25));
    api.service("first", Map.of());

    Answer refused = create(Map.of());

    assertThat(refused.error()).isEqualTo("ServiceQuotaExceededException");
    assertThat(refused.status()).isEqualTo(402);
  }

  @Test
  void anUpdateKeepsWhatItDoesNotName() {
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "SourceConfiguration",
                image(Map.of("Port", "9000", "RuntimeEnvironmentVariables", Map.of("A", "1"))),
                "InstanceConfiguration",
                Map.of("Cpu", "256", "Memory", "512", "InstanceRoleArn", ROLE)));

    JsonNode updated = update(service, Map.of("InstanceConfiguration", Map.of("Memory", "1024")));

    JsonNode size = updated.get("InstanceConfiguration");
    assertThat(size.get("Cpu").asString()).isEqualTo("256");
    assertThat(size.get("Memory").asString()).isEqualTo("1024");
    assertThat(size.get("InstanceRoleArn").asString()).isEqualTo(ROLE);
    assertThat(updated.get("SourceConfiguration")).isEqualTo(service.get("SourceConfiguration"));
  }

  @Test
  void anUpdateOfTheImageKeepsItsOtherMembers() {
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "SourceConfiguration",
                image(
                    Map.of(
                        "StartCommand",
                        "serve --fast",
                        "RuntimeEnvironmentVariables",
                        Map.of("A", "1")))));

    JsonNode updated =
        update(service, Map.of("SourceConfiguration", image(Map.of("Port", "9000"))));

    JsonNode image =
        updated.get("SourceConfiguration").get("ImageRepository").get("ImageConfiguration");
    assertThat(image.get("Port").asString()).isEqualTo("9000");
    assertThat(image.get("StartCommand").asString()).isEqualTo("serve --fast");
    assertThat(image.get("RuntimeEnvironmentVariables").get("A").asString()).isEqualTo("1");
  }

  @Test
  void anUpdateThatNamesNoOtherImageDeploysTheOneThatServes() {
    api.engine.register("moving:1", MemoryImage.serving());
    JsonNode service = api.service("shop", Map.of("SourceConfiguration", ApiBed.image("moving:1")));
    api.engine.register("moving:1", MemoryImage.missing());

    JsonNode updated = update(service, Map.of("InstanceConfiguration", Map.of("Memory", "3072")));

    assertThat(updated.get("InstanceConfiguration").get("Memory").asString()).isEqualTo("3072");
  }

  @Test
  void anEmptyMapClearsTheVariables() {
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "SourceConfiguration",
                image(Map.of("RuntimeEnvironmentVariables", Map.of("A", "1")))));

    JsonNode updated =
        update(
            service,
            Map.of("SourceConfiguration", image(Map.of("RuntimeEnvironmentVariables", Map.of()))));

    assertThat(
            updated
                .get("SourceConfiguration")
                .get("ImageRepository")
                .get("ImageConfiguration")
                .has("RuntimeEnvironmentVariables"))
        .isFalse();
  }

  @Test
  void anIngressConfigurationThatSaysNothingMakesAServicePrivate() {
    JsonNode service =
        api.service(
            "shop", Map.of("NetworkConfiguration", Map.of("IngressConfiguration", Map.of())));

    assertThat(
            service
                .at("/NetworkConfiguration/IngressConfiguration/IsPubliclyAccessible")
                .asBoolean(true))
        .isFalse();
    assertThat(service.get("ServiceUrl").asString()).isEmpty();
  }

  @Test
  void anUpdateThatNamesNothingIsRefused() {
    JsonNode service = api.service("shop", Map.of());

    Answer refused = api.call("UpdateService", arn(service));

    assertThat(refused.message())
        .isEqualTo("No configurations provided in the UpdateService request.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SourceConfiguration",
        "InstanceConfiguration",
        "HealthCheckConfiguration",
        "NetworkConfiguration"
      })
  void anUpdateWhoseOnlyGroupIsEmptyIsRefused(String group) {
    JsonNode service = api.service("shop", Map.of());

    Answer refused = api.call("UpdateService", with(service, Map.of(group, Map.of())));

    assertThat(refused.message())
        .isEqualTo("No configurations provided in the UpdateService request.");
  }

  @Test
  void aServiceThatFailedToCreateIsMendedByAnUpdateWithoutAnyChange() {
    api.engine.register("late:1", MemoryImage.missing());
    JsonNode failed = api.service("shop", Map.of("SourceConfiguration", ApiBed.image("late:1")));
    api.engine.register("late:1", MemoryImage.serving());

    JsonNode mended = update(failed, Map.of());

    assertThat(failed.get("Status").asString()).isEqualTo("CREATE_FAILED");
    assertThat(mended.get("Status").asString()).isEqualTo("RUNNING");
  }

  @Test
  void theAnswerOfAnUpdateShowsTheNewValuesAndTheOldOnesReturnAfterItFailed() {
    api.engine.register("missing:1", MemoryImage.missing());
    JsonNode service = api.service("shop", Map.of());

    JsonNode answered =
        api.ok(
                "UpdateService",
                with(service, Map.of("SourceConfiguration", ApiBed.image("missing:1"))))
            .get("Service");
    JsonNode after = api.settled(service.get("ServiceArn").asString());

    assertThat(identifier(answered)).isEqualTo("missing:1");
    assertThat(answered.get("Status").asString()).isEqualTo("OPERATION_IN_PROGRESS");
    assertThat(identifier(after)).isEqualTo("good:1");
    assertThat(after.get("Status").asString()).isEqualTo("RUNNING");
  }

  @Test
  void theRepositoryTypeDoesNotChange() {
    JsonNode service = api.service("shop", Map.of());

    Answer refused =
        api.call(
            "UpdateService",
            with(
                service,
                Map.of(
                    "SourceConfiguration",
                    Map.of(
                        "ImageRepository",
                        Map.of(
                            "ImageIdentifier", "good:1", "ImageRepositoryType", "ECR_PUBLIC")))));

    assertThat(refused.message())
        .isEqualTo("The image repository type cannot be changed in UpdateService request");
  }

  @Test
  void anImageServiceDoesNotBecomeACodeService() {
    JsonNode service = api.service("shop", Map.of());

    Answer refused =
        api.call(
            "UpdateService",
            with(
                service,
                Map.of(
                    "SourceConfiguration",
                    Map.of(
                        "CodeRepository",
                        Map.of(
                            "RepositoryUrl",
                            "https://github.com/owner/name",
                            "SourceCodeVersion",
                            Map.of("Type", "BRANCH", "Value", "main"))))));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PORT", "AWSAPPRUNNER_X", "A=B"})
  void reservedAndImpossibleVariablesAreRefused(String name) {
    Answer refused =
        create(
            Map.of(
                "SourceConfiguration",
                image(Map.of("RuntimeEnvironmentVariables", Map.of(name, "1")))));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void secretsNeedAnInstanceRole() {
    Answer refused =
        create(
            Map.of(
                "SourceConfiguration",
                image(Map.of("RuntimeEnvironmentSecrets", Map.of("KEY", "name")))));

    assertThat(refused.message())
        .isEqualTo("Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.");
  }

  @Test
  void secretsAreStoredAndShown() {
    JsonNode service =
        api.service(
            "shop",
            Map.of(
                "SourceConfiguration",
                image(Map.of("RuntimeEnvironmentSecrets", Map.of("KEY", "name"))),
                "InstanceConfiguration",
                Map.of("InstanceRoleArn", ROLE)));

    assertThat(
            service
                .get("SourceConfiguration")
                .get("ImageRepository")
                .get("ImageConfiguration")
                .get("RuntimeEnvironmentSecrets")
                .get("KEY")
                .asString())
        .isEqualTo("name");
  }

  @Test
  void aNameThatIsBothAVariableAndASecretIsRefused() {
    Answer refused =
        create(
            Map.of(
                "SourceConfiguration",
                image(
                    Map.of(
                        "RuntimeEnvironmentVariables",
                        Map.of("KEY", "1"),
                        "RuntimeEnvironmentSecrets",
                        Map.of("KEY", "name"))),
                "InstanceConfiguration",
                Map.of("InstanceRoleArn", ROLE)));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @ParameterizedTest
  @CsvSource({
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1, ECR, true",
    "999988887777.dkr.ecr.eu-west-1.amazonaws.com/app:1, ECR, false",
    "public.ecr.aws/docker/library/app:1, ECR_PUBLIC, false",
    "app:1, ECR, true",
  })
  void imagesOfTheOwnAccountDeployByThemselves(String identifier, String type, boolean automatic) {
    JsonNode created =
        api.ok(
            "CreateService",
            Map.of(
                "ServiceName",
                "shop",
                "SourceConfiguration",
                Map.of(
                    "ImageRepository",
                    Map.of("ImageIdentifier", identifier, "ImageRepositoryType", type))));

    assertThat(
            created
                .get("Service")
                .get("SourceConfiguration")
                .get("AutoDeploymentsEnabled")
                .asBoolean())
        .isEqualTo(automatic);
  }

  @Test
  void aServiceOfAnotherAccountDoesNotExist() {
    JsonNode service = api.service("shop", Map.of());

    Answer unknown =
        api.call(new AccountRegion("444455556666", "eu-west-1"), "DescribeService", arn(service));

    assertThat(unknown.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void theListsOfServicesAndOperationsHaveTheirCeilings() {
    Answer services = api.call("ListServices", Map.of("MaxResults", 21));
    Answer operations =
        api.call("ListOperations", with(api.service("shop", Map.of()), Map.of("MaxResults", 21)));

    assertThat(services.error()).isEqualTo("ValidationException");
    assertThat(operations.error()).isEqualTo("ValidationException");
  }

  @Test
  void aCreationThatFailsIsNotShownAsOnItsWayBack() {
    api.engine.register("missing:1", MemoryImage.missing());
    JsonNode service =
        api.service("shop", Map.of("SourceConfiguration", ApiBed.image("missing:1")));
    Operation failed =
        api.plane
            .operations
            .list(service.get("ServiceId").asString(), Optional.empty(), 1)
            .items()
            .getFirst();
    api.plane.database.write(handle ->
        handle.execute(
            "UPDATE operation SET status = 'ROLLBACK_IN_PROGRESS', ended_at = NULL WHERE id = ?",
            failed.id()));

    JsonNode shown = api.ok("ListOperations", arn(service)).get("OperationSummaryList").get(0);

    assertThat(shown.get("Status").asString()).isEqualTo("IN_PROGRESS");
  }

  @Test
  void theTokenOfOneRegionIsWorthNothingInAnother() {
    api.service("one1", Map.of());
    api.service("two2", Map.of());
    String token = api.ok("ListServices", Map.of("MaxResults", 1)).get("NextToken").asString();

    Answer refused =
        api.call(
            new AccountRegion("111122223333", "us-east-1"),
            "ListServices",
            Map.of("MaxResults", 1, "NextToken", token));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  private JsonNode update(JsonNode service, Map<String, ?> changes) {
    api.ok("UpdateService", with(service, changes));
    return api.settled(service.get("ServiceArn").asString());
  }

  private Answer create(Map<String, ?> further) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceName", "shop");
    input.putIfAbsent("SourceConfiguration", ApiBed.image("good:1"));
    return api.call("CreateService", input);
  }

  private static Map<String, Object> image(Map<String, ?> configuration) {
    return Map.of(
        "ImageRepository",
        Map.of(
            "ImageIdentifier",
            "good:1",
            "ImageRepositoryType",
            "ECR",
            "ImageConfiguration",
            configuration));
  }

  private static String identifier(JsonNode service) {
    return service
        .get("SourceConfiguration")
        .get("ImageRepository")
        .get("ImageIdentifier")
        .asString();
  }

  private static Map<String, Object> with(JsonNode service, Map<String, ?> further) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceArn", service.get("ServiceArn").asString());
    return input;
  }

  private static Map<String, Object> arn(JsonNode service) {
    return Map.of("ServiceArn", service.get("ServiceArn").asString());
  }
}
