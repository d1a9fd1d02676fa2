package dev.pacer.api;

import dev.pacer.api.shapes.CreateServiceRequest;
import dev.pacer.api.shapes.DeleteServiceRequest;
import dev.pacer.api.shapes.DescribeServiceRequest;
import dev.pacer.api.shapes.ListOperationsRequest;
import dev.pacer.api.shapes.ListServicesRequest;
import dev.pacer.api.shapes.PauseServiceRequest;
import dev.pacer.api.shapes.ResumeServiceRequest;
import dev.pacer.api.shapes.StartDeploymentRequest;
import dev.pacer.api.shapes.UpdateServiceRequest;
import dev.pacer.operation.OperationStarter;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.ServiceStore;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import dev.pacer.wire.PageTokens;
import java.time.InstantSource;
import java.util.List;

/// The App Runner API as a wire service: every operation under its name.
public final class AppRunnerApi {
  private AppRunnerApi() {}

  /// @param serviceQuota how many services an account may have in a region (App Runner: 30)
  public static JsonService of(
      ServiceStore services,
      OperationStore operations,
      OperationStarter starter,
      ServiceUrls urls,
      PageTokens tokens,
      int serviceQuota,
      InstantSource clock) {
    ServiceLookup lookup = new ServiceLookup(services);
    ServiceCalls calls = new ServiceCalls(lookup, starter);
    ServiceShapes shapes = new ServiceShapes(services, urls);
    Paging paging = new Paging(tokens);
    return new JsonService(
        "AppRunner",
        "com.amazonaws.apprunner",
        List.of(
            new OperationBinding<>(
                "CreateService",
                CreateServiceRequest.class,
                new CreateService(services, starter, shapes, urls, serviceQuota, clock)),
            new OperationBinding<>(
                "DeleteService", DeleteServiceRequest.class, new DeleteService(calls, shapes)),
            new OperationBinding<>(
                "DescribeService",
                DescribeServiceRequest.class,
                new DescribeService(lookup, shapes)),
            new OperationBinding<>(
                "ListOperations",
                ListOperationsRequest.class,
                new ListOperations(lookup, operations, paging)),
            new OperationBinding<>(
                "ListServices",
                ListServicesRequest.class,
                new ListServices(services, shapes, paging)),
            new OperationBinding<>(
                "PauseService", PauseServiceRequest.class, new PauseService(calls, shapes)),
            new OperationBinding<>(
                "ResumeService", ResumeServiceRequest.class, new ResumeService(calls, shapes)),
            new OperationBinding<>(
                "StartDeployment",
                StartDeploymentRequest.class,
                new StartDeployment(calls, services, clock)),
            new OperationBinding<>(
                "UpdateService",
                UpdateServiceRequest.class,
                new UpdateService(calls, services, shapes, clock))));
  }
}
