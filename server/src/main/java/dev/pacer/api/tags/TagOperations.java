package dev.pacer.api.tags;

import dev.pacer.api.shapes.ListTagsForResourceRequest;
import dev.pacer.api.shapes.TagResourceRequest;
import dev.pacer.api.shapes.UntagResourceRequest;
import dev.pacer.tags.TagStore;
import dev.pacer.wire.OperationBinding;
import java.util.List;

/// The operations on tags under their names.
public final class TagOperations {
  private TagOperations() {}

  /// @param routeOptionsChanged is run after tags of a service changed that the front door reads
  public static List<OperationBinding<?, ?>> bindings(
      TagStore store, Runnable routeOptionsChanged) {
    return List.of(
        new OperationBinding<>(
            "ListTagsForResource",
            ListTagsForResourceRequest.class,
            new ListTagsForResource(store)),
        new OperationBinding<>(
            "TagResource", TagResourceRequest.class, new TagResource(store, routeOptionsChanged)),
        new OperationBinding<>(
            "UntagResource",
            UntagResourceRequest.class,
            new UntagResource(store, routeOptionsChanged)));
  }
}
