package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input of the operation CreateVpcConnector.
public record CreateVpcConnectorRequest(
    @Required @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}")
        String vpcConnectorName,
    @Required List<@Length(max = 51200) @Pattern(".*") String> subnets,
    @Nullable List<@Length(max = 51200) @Pattern(".*") String> securityGroups,
    @Nullable List<Tag> tags) {}
