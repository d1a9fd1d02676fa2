package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// The structure EgressConfiguration of the API.
public record EgressConfiguration(
    @Nullable @OneOf({"DEFAULT", "VPC"}) String egressType,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String vpcConnectorArn) {}
