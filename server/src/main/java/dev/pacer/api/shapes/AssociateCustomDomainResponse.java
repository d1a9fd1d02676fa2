package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Member;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;

/// Output of the operation AssociateCustomDomain.
public record AssociateCustomDomainResponse(
    @Member("DNSTarget") @Required @Length(max = 51200) @Pattern(".*") String dnsTarget,
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Required CustomDomain customDomain,
    @Required List<VpcDNSTarget> vpcDNSTargets) {}
