package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// The VPC and the endpoint that a VPC ingress connection leads from.
public record IngressVpcConfiguration(
    @Nullable @Length(max = 51200) @Pattern(".*") String vpcId,
    @Nullable @Length(max = 51200) @Pattern(".*") String vpcEndpointId) {}
