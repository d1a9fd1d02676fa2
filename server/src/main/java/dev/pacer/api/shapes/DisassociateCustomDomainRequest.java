package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// Input of the operation DisassociateCustomDomain.
public record DisassociateCustomDomainRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Required @Length(min = 1, max = 255) @Pattern("[A-Za-z0-9*.-]{1,255}") String domainName) {}
