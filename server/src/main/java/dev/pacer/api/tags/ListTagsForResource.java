package dev.pacer.api.tags;

import dev.pacer.api.shapes.ListTagsForResourceRequest;
import dev.pacer.api.shapes.ListTagsForResourceResponse;
import dev.pacer.api.shapes.Tag;
import dev.pacer.tags.TagStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Map;

/// ListTagsForResource: all tags, by key.
final class ListTagsForResource
    implements Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final TagStore store;

  ListTagsForResource(TagStore store) {
    this.store = store;
  }

  @Override
  public ListTagsForResourceResponse call(CallContext context, ListTagsForResourceRequest request) {
    Map<String, String> tags =
        store
            .find(TaggedResources.parse(context, request.resourceArn()))
            .orElseThrow(() -> TaggedResources.notFound(request.resourceArn()));
    return new ListTagsForResourceResponse(
        tags.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(tag -> new Tag(tag.getKey(), tag.getValue()))
            .toList());
  }
}
