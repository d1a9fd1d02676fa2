package dev.pacer.api.pacer;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.service.Versions;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// ListServiceVersions: what a service was and is, newest first.
final class ListServiceVersions
    implements Operation<ListServiceVersionsRequest, ListServiceVersionsResponse> {
  private final ServiceLookup lookup;
  private final ServiceStore services;
  private final Paging paging;

  ListServiceVersions(ServiceLookup lookup, ServiceStore services, Paging paging) {
    this.lookup = lookup;
    this.services = services;
    this.paging = paging;
  }

  @Override
  public ListServiceVersionsResponse call(CallContext context, ListServiceVersionsRequest request) {
    Service service = lookup.find(context, request.serviceArn());
    Page<Version> page = versions(service, request);
    Service after = lookup.find(context, request.serviceArn());
    // How a version stands is up to its service, so both must be of one moment.
    while (!after.equals(service)) {
      service = after;
      page = versions(service, request);
      after = lookup.find(context, request.serviceArn());
    }
    return response(service, page);
  }

  private Page<Version> versions(Service service, ListServiceVersionsRequest request) {
    return services.versions(
        service.id(),
        paging.open(scope(service), request.nextToken()),
        Paging.limit(request.maxResults()));
  }

  private ListServiceVersionsResponse response(Service service, Page<Version> page) {
    return new ListServiceVersionsResponse(
        page.items().stream().map(version -> summary(service, version)).toList(),
        paging.seal(scope(service), page));
  }

  private static String scope(Service service) {
    return "ListServiceVersions/" + service.arn();
  }

  private static @Nullable String built(Version version, Function<BuiltSource, String> part) {
    return version.built().map(part).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static ServiceVersionSummary summary(Service service, Version version) {
    return new ServiceVersionSummary(
        version.number(),
        Versions.standing(service, version).name(),
        version.configuration().source() instanceof ImageSource image ? image.identifier() : null,
        version.image().map(PinnedImage::digest).orElse(null),
        built(version, BuiltSource::commit),
        built(version, BuiltSource::subject),
        version.createdAt(),
        version.deployedAt().orElse(null),
        version.restoredVersion().orElse(null));
  }
}
