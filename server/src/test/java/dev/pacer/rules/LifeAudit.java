package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.rules.ServiceModel.Settings;
import dev.pacer.rules.ServiceModel.Status;
import dev.pacer.rules.ServiceModel.Verdict;
import dev.pacer.testing.Fetch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Compares everything that can be seen of an account's services with their models.
record LifeAudit(Account account, List<String> scalingArns) {
  private static final String BUILT_IN =
      "autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001";

  /// The default auto scaling configuration and two new ones.
  static List<String> scalingArns(Account account) {
    List<String> arns = new ArrayList<>(List.of(account.arn(BUILT_IN)));
    for (String name : List.of("scaling-1", "scaling-2")) {
      arns.add(
          account
              .ok("CreateAutoScalingConfiguration", Map.of("AutoScalingConfigurationName", name))
              .at("/AutoScalingConfiguration/AutoScalingConfigurationArn")
              .asString());
    }
    return arns;
  }

  /// The error that a verdict is answered with.
  static Optional<String> error(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED, NOTHING_TO_DO -> Optional.empty();
      case INVALID_STATE -> Optional.of("InvalidStateException");
      case INVALID_REQUEST -> Optional.of("InvalidRequestException");
      case NOT_FOUND -> Optional.of("ResourceNotFoundException");
    };
  }

  void all(List<LivingService> services) {
    services.forEach(this::description);
    services.forEach(this::operations);
    services.forEach(this::traffic);
    list(services);
    for (String arn : scalingArns) {
      boolean used = services.stream().anyMatch(service -> service.model().uses(arn));
      assertThat(
              account
                  .ok(
                      "DescribeAutoScalingConfiguration",
                      Map.of("AutoScalingConfigurationArn", arn))
                  .at("/AutoScalingConfiguration/HasAssociatedService")
                  .asBoolean())
          .as("whether %s is used", arn)
          .isEqualTo(used);
    }
  }

  /// Waits until nothing of a deleted service runs any more.
  void nothingRuns(LivingService service) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(account.api().plane.services.instances(service.id())).isEmpty());
    assertThat(account.api().engine.owned())
        .noneMatch(owned -> owned.labels().containsValue(service.id()));
  }

  private void description(LivingService service) {
    ServiceModel model = service.model();
    JsonNode shown =
        account.ok("DescribeService", Map.of("ServiceArn", service.arn())).get("Service");
    assertThat(shown.get("Status").asString()).isEqualTo(model.status().name());
    assertThat(
            new Settings(
                shown.at("/SourceConfiguration/ImageRepository/ImageIdentifier").asString(),
                shown
                    .at("/AutoScalingConfigurationSummary/AutoScalingConfigurationArn")
                    .asString()))
        .isEqualTo(model.shown());
    assertThat(shown.has("DeletedAt")).isEqualTo(!model.isLiving());
  }

  private void operations(LivingService service) {
    List<String> shown = new ArrayList<>();
    account
        .ok("ListOperations", Map.of("ServiceArn", service.arn()))
        .get("OperationSummaryList")
        .forEach(operation ->
            shown.add(
                operation.get("Type").asString()
                    + " "
                    + operation.get("Status").asString().replace("PENDING", "IN_PROGRESS")));
    assertThat(shown)
        .containsExactlyElementsOf(
            service.model().operations().stream()
                .map(operation -> operation.kind() + " " + operation.status())
                .toList());
  }

  /// A service that serves goes on serving what it served during updates and after failed ones.
  private void traffic(LivingService service) {
    ServiceModel model = service.model();
    if (service.isUncertain()) {
      return;
    }
    Optional<Route> route =
        Optional.ofNullable(account.api().plane.routes.current().find(service.host()));
    if (model.status() == Status.RUNNING || model.isBeingChanged()) {
      String image = model.serving().orElseThrow().image();
      List<Backend> backends = route.map(Route::backends).orElse(List.of());
      assertThat(backends).as("what serves %s", image).isNotEmpty();
      for (Backend backend : backends) {
        assertThat(Fetch.body(backend.address(), "/")).contains("image: " + image + "\n");
      }
    }
  }

  private void list(List<LivingService> services) {
    List<String> shown = new ArrayList<>();
    account
        .ok("ListServices", Map.of())
        .get("ServiceSummaryList")
        .forEach(summary ->
            shown.add(
                summary.get("ServiceArn").asString() + " " + summary.get("Status").asString()));
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            services.stream()
                .filter(service -> service.model().isLiving())
                .map(service -> service.arn() + " " + service.model().status())
                .toList());
  }
}
