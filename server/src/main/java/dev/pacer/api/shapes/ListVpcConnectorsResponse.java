package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation ListVpcConnectors.
public record ListVpcConnectorsResponse(
    @Required List<VpcConnector> vpcConnectors,
    @Nullable @Length(min = 1, max = 1024) @Pattern(".*") String nextToken) {}
