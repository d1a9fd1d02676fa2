package dev.pacer.api.service;

import dev.pacer.api.Paging;
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
import dev.pacer.support.Quotas;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.OperationBinding;
import java.time.InstantSource;
import java.util.List;

/// The operations on services under their names.
public final class ServiceOperations {
  private ServiceOperations() {}

  public static List<OperationBinding<?, ?>> bindings(
      ServiceStore services,
      References references,
      VpcIngressConnectionStore ingressConnections,
      OperationStore operations,
      OperationStarter starter,
      ServiceUrls urls,
      Paging paging,
      Quotas quotas,
      InstantSource clock) {
    ServiceLookup lookup = new ServiceLookup(services);
    ServiceCalls calls = new ServiceCalls(lookup, starter);
    ServiceShapes shapes = new ServiceShapes(services, urls, references);
    ConfigurationRules rules = new ConfigurationRules(references);
    return List.of(
        new OperationBinding<>(
            "CreateService",
            CreateServiceRequest.class,
            new CreateService(rules, starter, shapes, urls, quotas.services(), clock)),
        new OperationBinding<>(
            "DeleteService",
            DeleteServiceRequest.class,
            new DeleteService(calls, shapes, ingressConnections)),
        new OperationBinding<>(
            "DescribeService", DescribeServiceRequest.class, new DescribeService(lookup, shapes)),
        new OperationBinding<>(
            "ListOperations",
            ListOperationsRequest.class,
            new ListOperations(lookup, operations, paging)),
        new OperationBinding<>(
            "ListServices", ListServicesRequest.class, new ListServices(services, shapes, paging)),
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
            new UpdateService(calls, rules, services, shapes, clock)));
  }
}
