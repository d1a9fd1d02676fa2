package dev.pacer.api.shapes;

/// Output of the operation TagResource.
public record TagResourceResponse() {}
