package dev.pacer.api.tags;

import dev.pacer.api.shapes.UntagResourceRequest;
import dev.pacer.api.shapes.UntagResourceResponse;
import dev.pacer.support.Arn;
import dev.pacer.tags.TagStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// UntagResource: removes tags by their keys; keys that are not there do no harm.
final class UntagResource implements Operation<UntagResourceRequest, UntagResourceResponse> {
  private final TagStore store;
  private final Runnable routeOptionsChanged;

  UntagResource(TagStore store, Runnable routeOptionsChanged) {
    this.store = store;
    this.routeOptionsChanged = routeOptionsChanged;
  }

  @Override
  public UntagResourceResponse call(CallContext context, UntagResourceRequest request) {
    Arn arn = TaggedResources.parse(context, request.resourceArn());
    TagStore.Outcome outcome =
        store.update(
            arn,
            tags -> {
              Map<String, String> rest = new HashMap<>(tags);
              request.tagKeys().forEach(rest::remove);
              return Optional.of(rest);
            });
    if (outcome == TagStore.Outcome.NOT_FOUND) {
      throw TaggedResources.notFound(request.resourceArn());
    }
    TagRules.tell(request.tagKeys(), routeOptionsChanged);
    return new UntagResourceResponse();
  }
}
