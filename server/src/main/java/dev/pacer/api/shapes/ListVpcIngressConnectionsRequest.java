package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import org.jspecify.annotations.Nullable;

/// Input of the operation ListVpcIngressConnections.
public record ListVpcIngressConnectionsRequest(
    @Nullable ListVpcIngressConnectionsFilter filter,
    @Nullable @Range(min = 1, max = 100) Integer maxResults,
    @Nullable @Length(min = 1, max = 1024) @Pattern(".*") String nextToken) {}
