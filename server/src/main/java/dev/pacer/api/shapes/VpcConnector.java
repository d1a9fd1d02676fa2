package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way for instances into a VPC.
public record VpcConnector(
    @Nullable @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}")
        String vpcConnectorName,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String vpcConnectorArn,
    @Nullable Integer vpcConnectorRevision,
    @Nullable List<@Length(max = 51200) @Pattern(".*") String> subnets,
    @Nullable List<@Length(max = 51200) @Pattern(".*") String> securityGroups,
    @Nullable @OneOf({"ACTIVE", "INACTIVE"}) String status,
    @Nullable Instant createdAt,
    @Nullable Instant deletedAt) {}
