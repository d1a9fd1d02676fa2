package dev.pacer.testing.load;

import dev.pacer.testing.LocalEngine;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// A service that runs [LoadApplication].
public final class LoadedService implements AutoCloseable {
  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(2);

  private final ServerProcess server;
  private final JsonNode service;
  private final Map<String, String> variables;

  private LoadedService(ServerProcess server, JsonNode service, Map<String, String> variables) {
    this.server = server;
    this.service = service;
    this.variables = variables;
  }

  /// Creates a service and waits until it runs.
  ///
  /// @param variables for the application, in all versions
  public static LoadedService create(
      ServerProcess server, String name, String image, Map<String, String> variables) {
    JsonNode created =
        server.call(
            "CreateService",
            Map.of("ServiceName", name, "SourceConfiguration", source(image, variables)));
    LoadedService service = new LoadedService(server, created.get("Service"), variables);
    service.awaitStatus("RUNNING");
    return service;
  }

  /// The same service at a server that was started again.
  public LoadedService at(ServerProcess restarted) {
    return new LoadedService(restarted, service, variables);
  }

  public InetSocketAddress address() {
    return server.frontDoor();
  }

  public String host() {
    return service.get("ServiceUrl").asString();
  }

  /// Lets another image or other variables run, and waits until that was done or was taken back.
  public void update(String image, Map<String, String> furtherVariables) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(furtherVariables);
    server.call(
        "UpdateService", Map.of("ServiceArn", arn(), "SourceConfiguration", source(image, all)));
    awaitStatus("RUNNING");
  }

  /// Lets so many instances run, and waits until the deployment that brings them is done.
  public void resize(int instances) {
    String configuration =
        server
            .call(
                "CreateAutoScalingConfiguration",
                Map.of("AutoScalingConfigurationName", "load-" + instances, "MinSize", instances))
            .get("AutoScalingConfiguration")
            .get("AutoScalingConfigurationArn")
            .asString();
    server.call(
        "UpdateService", Map.of("ServiceArn", arn(), "AutoScalingConfigurationArn", configuration));
    awaitStatus("RUNNING");
  }

  /// Calls an operation that takes nothing but the service, and waits for its end.
  public void change(String operation, String statusAfterwards) {
    server.call(operation, Map.of("ServiceArn", arn()));
    awaitStatus(statusAfterwards);
  }

  /// How the newest operation ended.
  public String lastOutcome() {
    return server
        .call("ListOperations", Map.of("ServiceArn", arn()))
        .get("OperationSummaryList")
        .get(0)
        .get("Status")
        .asString();
  }

  /// Waits until the instances that a change replaced are gone.
  public void awaitInstances(int count) {
    await(() -> containers() == count);
  }

  public int containers() {
    return LocalEngine.get()
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of("dev.pacer.service", service.get("ServiceId").asString()))
        .exec()
        .size();
  }

  /// Deletes the service and waits until nothing of it is left.
  @Override
  public void close() {
    change("DeleteService", "DELETED");
  }

  private void awaitStatus(String wanted) {
    await(() -> !status().equals("OPERATION_IN_PROGRESS"));
    if (!status().equals(wanted)) {
      throw new IllegalStateException("The service is " + status() + ", not " + wanted);
    }
  }

  private String status() {
    return server
        .call("DescribeService", Map.of("ServiceArn", arn()))
        .get("Service")
        .get("Status")
        .asString();
  }

  private String arn() {
    return service.get("ServiceArn").asString();
  }

  private static Map<String, ?> source(String image, Map<String, String> variables) {
    return Map.of(
        "ImageRepository",
        Map.of(
            "ImageIdentifier",
            image,
            "ImageRepositoryType",
            "ECR",
            "ImageConfiguration",
            Map.of("Port", "8080", "RuntimeEnvironmentVariables", variables)));
  }

  private static void await(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + LONGEST_WAIT;
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Waited in vain");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
