package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DescribeService.
public record DescribeServiceResponse(@Required Service service) {}
