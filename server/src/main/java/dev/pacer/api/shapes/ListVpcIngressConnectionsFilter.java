package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// Which VPC ingress connections a list shows.
public record ListVpcIngressConnectionsFilter(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable @Length(max = 51200) @Pattern(".*") String vpcEndpointId) {}
