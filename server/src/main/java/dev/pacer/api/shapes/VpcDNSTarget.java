package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// What a custom domain points to inside a VPC.
public record VpcDNSTarget(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String vpcIngressConnectionArn,
    @Nullable @Length(max = 51200) @Pattern(".*") String vpcId,
    @Nullable @Length(min = 1, max = 255) @Pattern("[A-Za-z0-9*.-]{1,255}") String domainName) {}
