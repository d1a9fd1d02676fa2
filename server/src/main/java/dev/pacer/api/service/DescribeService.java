package dev.pacer.api.service;

import dev.pacer.api.shapes.DescribeServiceRequest;
import dev.pacer.api.shapes.DescribeServiceResponse;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeService: shows a service in any state, deleted ones for a while too.
final class DescribeService implements Operation<DescribeServiceRequest, DescribeServiceResponse> {
  private final ServiceLookup lookup;
  private final ServiceShapes shapes;

  DescribeService(ServiceLookup lookup, ServiceShapes shapes) {
    this.lookup = lookup;
    this.shapes = shapes;
  }

  @Override
  public DescribeServiceResponse call(CallContext context, DescribeServiceRequest request) {
    return new DescribeServiceResponse(shapes.full(lookup.find(context, request.serviceArn())));
  }
}
