package dev.pacer.api.service;

import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.CreateServiceRequest;
import dev.pacer.api.shapes.CreateServiceResponse;
import dev.pacer.api.shapes.EncryptionConfiguration;
import dev.pacer.api.tags.TagRules;
import dev.pacer.operation.OperationStarter;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.Version;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// CreateService: stores the service and begins its first deployment.
final class CreateService implements Operation<CreateServiceRequest, CreateServiceResponse> {
  private final ConfigurationRules rules;
  private final OperationStarter starter;
  private final ServiceShapes shapes;
  private final ServiceUrls urls;
  private final int quota;
  private final InstantSource clock;

  CreateService(
      ConfigurationRules rules,
      OperationStarter starter,
      ServiceShapes shapes,
      ServiceUrls urls,
      int quota,
      InstantSource clock) {
    this.rules = rules;
    this.starter = starter;
    this.shapes = shapes;
    this.urls = urls;
    this.quota = quota;
    this.clock = clock;
  }

  @Override
  public CreateServiceResponse call(CallContext context, CreateServiceRequest request) {
    AccountRegion world = Worlds.of(context);
    ServiceConfiguration configuration = rules.forNew(world, request);
    Map<String, String> tags = TagRules.readForService(request.tags());
    Instant now = clock.instant();
    String id = Identifiers.hex32();
    Version version = Version.of(id, 1, configuration, Optional.empty(), now);
    return switch (starter.create(
        operationId -> service(world, id, request, tags, operationId, now), version, quota)) {
      case Begun(Service service, String operationId) ->
          new CreateServiceResponse(shapes.full(service, configuration), operationId);
      case OperationStarter.Refused(var reason) ->
          throw Refusals.ofCreation(reason, request.serviceName(), quota);
    };
  }

  private Service service(
      AccountRegion world,
      String id,
      CreateServiceRequest request,
      Map<String, String> tags,
      String operationId,
      Instant now) {
    return new Service(
        world,
        id,
        request.serviceName(),
        urls.newHost(world),
        new Lifecycle.InProgress(operationId),
        1,
        Optional.empty(),
        tags,
        Optional.ofNullable(request.encryptionConfiguration()).map(EncryptionConfiguration::kmsKey),
        now,
        now,
        Optional.empty());
  }
}
