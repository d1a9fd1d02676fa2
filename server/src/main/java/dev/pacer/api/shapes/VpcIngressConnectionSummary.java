package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// A VPC ingress connection as lists show it.
public record VpcIngressConnectionSummary(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String vpcIngressConnectionArn,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn) {}
