package dev.pacer.deployment;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.ListeningPort;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.health.HealthCheck;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Instance;
import dev.pacer.service.NetworkSettings;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStatus;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentsTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane plane;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving().printing("hello"));
    engine.register("good:2", MemoryImage.serving());
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.close();
  }

  @Test
  void aCreatedServiceRunsAndHasARoute() {
    Begun begun = plane.create("shop", running("good:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(plane.service(begun.service().id()).status()).isEqualTo(ServiceStatus.RUNNING);
    assertThat(route(begun.service()).backends()).hasSize(1);
  }

  @Test
  void theEventsOfACreationAreAppRunners() {
    Begun begun = plane.create("shop", running("good:1"));

    plane.ended(begun.operationId());

    await()
        .untilAsserted(() ->
            assertThat(plane.events(begun.service().id()))
                .containsExactly(
                    "[AppRunner] Service creation started.",
                    "[AppRunner] Service status is set to OPERATION_IN_PROGRESS.",
                    "[AppRunner] Deployment with ID : "
                        + begun.operationId()
                        + " started. Triggering event : SERVICE_CREATE",
                    "[AppRunner] Deployment Artifact: [Repo Type: ECR], [Image URL: good],"
                        + " [Image Tag: 1]",
                    "[AppRunner] Pulling image good from ECR repository.",
                    "[AppRunner] Successfully copied the image from ECR.",
                    "[AppRunner] Provisioning instances and deploying image for publicly"
                        + " accessible service.",
                    "[AppRunner] Performing health check on protocol `TCP` [Port: '8080'].",
                    "[AppRunner] Health check is successful. Routing traffic to application.",
                    "[AppRunner] Successfully routed incoming traffic to application.",
                    "[AppRunner] Service creation completed successfully.",
                    "[AppRunner] Service status is set to RUNNING."));
  }

  @Test
  void aPrivateServiceIsNotCalledPubliclyAccessible() {
    ServiceConfiguration usual = running("good:1");
    Begun begun =
        plane.create(
            "shop",
            new ServiceConfiguration(
                usual.source(),
                usual.instanceSize(),
                usual.healthCheck(),
                usual.autoScalingConfigurationArn(),
                new NetworkSettings(Optional.empty(), false, NetworkSettings.IpAddressType.IPV4),
                Optional.empty()));

    plane.ended(begun.operationId());

    assertThat(plane.events(begun.service().id()))
        .contains("[AppRunner] Provisioning instances and deploying image.");
  }

  @Test
  void theEventsOfAFailedCreationAreAppRunners() {
    engine.register("bad:1", MemoryImage.serving().exitingAtOnce(3));
    Begun begun = plane.create("shop", running("bad:1"));

    plane.ended(begun.operationId());

    await()
        .untilAsserted(() ->
            assertThat(plane.events(begun.service().id()))
                .endsWith(
                    "[AppRunner] Stopped while waiting for the application to become healthy.",
                    "[AppRunner] Your application stopped or failed to start. See logs for more"
                        + " information.  Container exit code: 3",
                    "[AppRunner] Deployment with ID : " + begun.operationId() + " failed.",
                    "[AppRunner] Service creation failed. For details, see service logs.",
                    "[AppRunner] Service status is set to CREATE_FAILED."));
  }

  @Test
  void aFailedHealthCheckIsTheReasonInItsDeploymentsLastEvent() {
    engine.register("deaf:1", MemoryImage.serving().neverListening());
    Begun begun = plane.create("shop", running("deaf:1"));

    plane.ended(begun.operationId());

    await()
        .untilAsserted(() ->
            assertThat(plane.events(begun.service().id()))
                .contains(
                    "[AppRunner] Deployment with ID : "
                        + begun.operationId()
                        + " failed. Failure reason : Health check failed."));
  }

  @Test
  void aFailedResumptionEndsItsDeploymentLogToo() {
    Service service = created("good:1");
    plane.ended(begin(service, OperationType.PAUSE_SERVICE));
    engine.goAway();

    String resumption = begin(service, OperationType.RESUME_SERVICE);
    plane.ended(resumption);

    await()
        .untilAsserted(() ->
            assertThat(plane.deploymentLog(service.id(), resumption))
                .endsWith("[AppRunner] Failed to deploy your application image."));
  }

  @Test
  void aProgramForAnotherProcessorIsCalledThat() {
    engine.register(
        "arm:1", MemoryImage.serving().printing("exec /app: exec format error").exitingAtOnce(1));
    Begun begun = plane.create("shop", running("arm:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow())
        .endsWith("Its program is built for another processor architecture than this machine's.");
  }

  @Test
  void aMissingImageEndsInCreateFailedWithTheReason() {
    engine.register("gone:1", MemoryImage.missing());
    Begun begun = plane.create("shop", running("gone:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
    assertThat(ended.failure().orElseThrow())
        .startsWith("Failed to pull your application image. Reason: ECR image doesn't exist.");
    assertThat(plane.service(begun.service().id()).status()).isEqualTo(ServiceStatus.CREATE_FAILED);
  }

  @Test
  void anApplicationThatExitsIsQuotedInTheDeploymentsLog() {
    engine.register("bad:1", MemoryImage.serving().printing("cannot open db").exitingAtOnce(3));
    Begun begun = plane.create("shop", running("bad:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow())
        .isEqualTo(
            "Your application stopped or failed to start. See logs for more information. "
                + " Container exit code: 3. It wrote last: cannot open db");
    await()
        .untilAsserted(() ->
            assertThat(plane.deploymentLog(begun.service().id(), begun.operationId()))
                .endsWith(
                    "[AppRunner] The application's last lines were:",
                    "[Application] cannot open db",
                    "[AppRunner] Stopped while waiting for the application to become healthy.",
                    "[AppRunner] " + ended.failure().orElseThrow(),
                    "[AppRunner] Failed to deploy your application image."));
  }

  @Test
  void anApplicationThatNeverListensFailsTheHealthCheck() {
    engine.register("deaf:1", MemoryImage.serving().neverListening());
    Begun begun = plane.create("shop", running("deaf:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow())
        .startsWith(
            "Health check failed on protocol `TCP` [Port: '8080']. Check your configured port"
                + " number.");
  }

  @Test
  void anApplicationOnAnotherPortIsToldWhichOne() {
    engine.register(
        "other:1", MemoryImage.serving().listeningElsewhere(new ListeningPort(3000, false)));
    Begun begun = plane.create("shop", running("other:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow())
        .contains("Your application listens on port 3000, but the service's port is 8080.");
  }

  @ParameterizedTest
  @CsvSource({"404, has no /up", "401, wants a login", "302, redirects /up", "500, fails at /up"})
  void aHealthCheckThatIsAnsweredOtherwiseTellsTheStatusAndWhatToTry(int status, String advice) {
    engine.register("odd:1", MemoryImage.serving().answering("/up", status));
    Begun begun = plane.create("shop", checkedAt("/up", running("odd:1")));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow())
        .contains("Last result: HTTP status " + status + ". The application " + advice);
  }

  @Test
  void anImageForAnotherArchitectureIsRefusedBeforeItRuns() {
    engine.register("other:1", MemoryImage.serving().builtFor("s390x"));
    Begun begun = plane.create("shop", running("other:1"));

    Operation ended = plane.ended(begun.operationId());

    assertThat(ended.failure().orElseThrow()).contains("built for s390x");
  }

  @Test
  void aFailedCreationLeavesNothingBehind() {
    engine.register("bad:1", MemoryImage.serving().exitingAtOnce(1));
    Begun begun = plane.create("shop", running("bad:1"));

    plane.ended(begun.operationId());

    assertThat(engine.owned()).isEmpty();
    assertThat(plane.services.instances()).isEmpty();
  }

  @Test
  void anUpdateMovesTheTrafficToTheNewVersion() {
    Service service = created("good:1");
    String old = route(service).backends().getFirst().instanceId();

    plane.ended(plane.update(service.id(), running("good:2")).operationId());

    assertThat(route(service).backends())
        .singleElement()
        .satisfies(backend -> assertThat(backend.instanceId()).isNotEqualTo(old));
    await().untilAsserted(() -> assertThat(engine.owned()).hasSize(1));
  }

  @Test
  void aFailedUpdateGoesBackToTheVersionThatServed() {
    Service service = created("good:1");
    String old = route(service).backends().getFirst().instanceId();
    engine.register("bad:1", MemoryImage.serving().exitingAtOnce(1));

    Operation ended = plane.ended(plane.update(service.id(), running("bad:1")).operationId());

    assertThat(ended.status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
    assertThat(plane.service(service.id()).status()).isEqualTo(ServiceStatus.RUNNING);
    assertThat(plane.service(service.id()).versionNumber()).isEqualTo(1);
    assertThat(route(service).backends().getFirst().instanceId()).isEqualTo(old);
  }

  @Test
  void aPausedServiceHasNeitherInstancesNorARoute() {
    Service service = created("good:1");

    plane.ended(begin(service, OperationType.PAUSE_SERVICE));

    assertThat(engine.owned()).isEmpty();
    assertThat(plane.routes.current().find(service.host())).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE_SERVICE", "DELETE_SERVICE"})
  void aServiceOnItsWayOutLosesItsRouteFirst(OperationType type) {
    engine.register("stubborn:1", MemoryImage.serving().ignoringTermination());
    Service service = created("stubborn:1");

    String operation = begin(service, type);

    await().until(() -> plane.routes.current().find(service.host()) == null);
    assertThat(plane.operations.find(operation).orElseThrow().status().hasEnded()).isFalse();
  }

  @Test
  void aResumedServiceRunsTheImageThatItWasPausedWith() {
    Service service = created("good:1");
    var pinned = plane.services.version(service.id(), 1).image();
    plane.ended(begin(service, OperationType.PAUSE_SERVICE));
    engine.register("good:1", MemoryImage.serving().printing("moved"));

    Operation ended = plane.ended(begin(service, OperationType.RESUME_SERVICE));

    assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(plane.services.version(service.id(), 1).image()).isEqualTo(pinned);
    assertThat(route(service).backends()).hasSize(1);
  }

  @Test
  void aDeletedServiceIsGoneFromTheEngineAndItsNameIsFree() {
    Service service = created("good:1");

    plane.ended(begin(service, OperationType.DELETE_SERVICE));

    assertThat(plane.service(service.id()).status()).isEqualTo(ServiceStatus.DELETED);
    assertThat(engine.owned()).isEmpty();
    assertThat(plane.services.findByName(ControlPlane.WORLD, "shop")).isEmpty();
  }

  @Test
  void aServiceThatCannotBeStoppedBecomesDeleteFailed() {
    Service service = created("good:1");
    engine.goAway();

    Operation ended = plane.ended(begin(service, OperationType.DELETE_SERVICE));

    assertThat(ended.status()).isEqualTo(OperationStatus.FAILED);
    assertThat(plane.service(service.id()).status()).isEqualTo(ServiceStatus.DELETE_FAILED);
  }

  @Test
  void anOperationThatWasCutOffIsFinishedByTheNextServer() {
    try (MemoryHold hold = engine.holdResolve()) {
      Begun begun = plane.create("shop", running("good:1"));
      await().until(() -> hold.held() > 0);
      plane.close();
      hold.release();

      plane = new ControlPlane(directory, engine).start();

      assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
      assertThat(engine.owned()).hasSize(1);
    }
  }

  @Test
  void aRestartedServerServesWithoutRestartingInstances() {
    Service service = created("good:1");
    String before = route(service).backends().getFirst().instanceId();
    plane.close();

    plane = new ControlPlane(directory, engine).start();

    assertThat(route(service).backends().getFirst().instanceId()).isEqualTo(before);
    assertThat(engine.owned()).hasSize(1);
  }

  @Test
  void anInstanceThatDiesIsReplaced() {
    Service service = created("good:1");
    Instance before = plane.services.instances(service.id()).getFirst();

    engine.die(new InstanceHandle(before.handle().orElseThrow()), 1, false);

    await()
        .untilAsserted(() ->
            assertThat(route(service).backends())
                .singleElement()
                .satisfies(backend -> assertThat(backend.instanceId()).isNotEqualTo(before.id())));
  }

  @Test
  void anUnhealthyInstanceMayAnswerWhatItHoldsBeforeItEnds() {
    Service service = created(probedOverHttp(running("good:1")));
    Instance sick = plane.services.instances(service.id()).getFirst();
    Backend holding = route(service).backends().getFirst();
    holding.claim(100);

    engine.answer(new InstanceHandle(sick.handle().orElseThrow()), "/", 500);

    await()
        .untilAsserted(
            () -> assertThat(route(service).backends()).hasSize(1).doesNotContain(holding));
    assertThat(plane.services.instance(sick.id())).isPresent();
    holding.release();
    await().until(() -> plane.services.instance(sick.id()).isEmpty());
  }

  @Test
  void aReplacementThatComesUpDuringAPauseDoesNotOutliveIt() {
    Service service = created("good:1");
    Instance dying = plane.services.instances(service.id()).getFirst();
    try (MemoryHold hold = engine.holdStart()) {
      engine.die(new InstanceHandle(dying.handle().orElseThrow()), 1, false);
      await().until(() -> hold.held() == 1);

      Operation pause = plane.ended(begin(service, OperationType.PAUSE_SERVICE));
      hold.release();

      assertThat(pause.status()).isEqualTo(OperationStatus.SUCCEEDED);
      await().until(() -> hold.held() == 0 && engine.owned().isEmpty());
      assertThat(plane.services.instances(service.id())).isEmpty();
    }
  }

  @Test
  void whatTheApplicationWritesIsKept() {
    Service service = created("good:1");
    Instance instance = plane.services.instances(service.id()).getFirst();

    await()
        .untilAsserted(() ->
            assertThat(plane.logs.tail(ServiceLogs.application(service, instance.id()), 10).lines())
                .extracting(line -> line.text())
                .contains("hello"));
  }

  @Test
  void anUnreachableRegistryIsToldAsSuch() {
    engine.register(
        "far:1", MemoryImage.serving().failingToResolve(EngineException.Kind.REGISTRY_UNREACHABLE));

    Operation ended = plane.ended(plane.create("shop", running("far:1")).operationId());

    assertThat(ended.failure().orElseThrow()).startsWith("Failed to pull your application image. ");
  }

  private static ServiceConfiguration probedOverHttp(ServiceConfiguration usual) {
    return checkedAt("/", 1, usual);
  }

  private static ServiceConfiguration checkedAt(String path, ServiceConfiguration usual) {
    return checkedAt(path, 2, usual);
  }

  private static ServiceConfiguration checkedAt(
      String path, int unhealthyThreshold, ServiceConfiguration usual) {
    Duration second = Duration.ofSeconds(1);
    return new ServiceConfiguration(
        usual.source(),
        usual.instanceSize(),
        new HealthCheck(HealthCheck.Protocol.HTTP, path, second, second, 1, unhealthyThreshold),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        Optional.empty());
  }

  private Service created(String image) {
    return created(running(image));
  }

  private Service created(ServiceConfiguration configuration) {
    Begun begun = plane.create("shop", configuration);
    assertThat(plane.ended(begun.operationId()).failure()).isEmpty();
    await()
        .untilAsserted(() ->
            assertThat(plane.service(begun.service().id()).status())
                .isEqualTo(ServiceStatus.RUNNING));
    return begun.service();
  }

  private String begin(Service service, OperationType type) {
    return plane.begin(service.id(), type, Optional.empty()).operationId();
  }

  private Route route(Service service) {
    return java.util.Objects.requireNonNull(plane.routes.current().find(service.host()));
  }
}
