package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation AssociateCustomDomain.
public record AssociateCustomDomainRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Required @Length(min = 1, max = 255) @Pattern("[A-Za-z0-9*.-]{1,255}") String domainName,
    @Nullable Boolean enableWWWSubdomain) {}
