package dev.pacer.api.shapes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation ListTagsForResource.
public record ListTagsForResourceResponse(@Nullable List<Tag> tags) {}
