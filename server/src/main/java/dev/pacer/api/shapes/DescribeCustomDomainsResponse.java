package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Member;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation DescribeCustomDomains.
public record DescribeCustomDomainsResponse(
    @Member("DNSTarget") @Required @Length(max = 51200) @Pattern(".*") String dnsTarget,
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Required List<CustomDomain> customDomains,
    @Required List<VpcDNSTarget> vpcDNSTargets,
    @Nullable @Length(max = 51200) @Pattern(".*") String nextToken) {}
