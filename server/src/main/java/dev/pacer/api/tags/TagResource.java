package dev.pacer.api.tags;

import dev.pacer.api.shapes.TagResourceRequest;
import dev.pacer.api.shapes.TagResourceResponse;
import dev.pacer.support.Arn;
import dev.pacer.tags.TagStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// TagResource: adds tags, and replaces the values of keys that are there.
final class TagResource implements Operation<TagResourceRequest, TagResourceResponse> {
  private final TagStore store;
  private final Runnable routeOptionsChanged;

  TagResource(TagStore store, Runnable routeOptionsChanged) {
    this.store = store;
    this.routeOptionsChanged = routeOptionsChanged;
  }

  @Override
  public TagResourceResponse call(CallContext context, TagResourceRequest request) {
    Arn arn = TaggedResources.parse(context, request.resourceArn());
    Map<String, String> added = TagRules.distinct(request.tags());
    if (TaggedResources.isService(arn)) {
      TagRules.checkExtensions(added);
    } else {
      TagRules.refuseExtensions(added);
    }
    switch (store.update(arn, tags -> with(tags, added))) {
      case UPDATED -> TagRules.tell(added.keySet(), routeOptionsChanged);
      case LEFT -> throw TagRules.tooMany();
      case NOT_FOUND -> throw TaggedResources.notFound(request.resourceArn());
    }
    return new TagResourceResponse();
  }

  private static Optional<Map<String, String>> with(
      Map<String, String> tags, Map<String, String> added) {
    Map<String, String> all = new HashMap<>(tags);
    all.putAll(added);
    return Optional.of(all).filter(found -> found.size() <= TagRules.MOST);
  }
}
