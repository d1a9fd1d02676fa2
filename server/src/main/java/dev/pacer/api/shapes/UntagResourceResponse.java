package dev.pacer.api.shapes;

/// Output of the operation UntagResource.
public record UntagResourceResponse() {}
