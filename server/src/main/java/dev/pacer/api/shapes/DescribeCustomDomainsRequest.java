package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation DescribeCustomDomains.
public record DescribeCustomDomainsRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable @Length(max = 51200) @Pattern(".*") String nextToken,
    @Nullable @Range(min = 1, max = 5) Integer maxResults) {}
