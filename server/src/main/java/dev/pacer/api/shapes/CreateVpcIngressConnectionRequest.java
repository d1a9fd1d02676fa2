package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input of the operation CreateVpcIngressConnection.
public record CreateVpcIngressConnectionRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Required @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}")
        String vpcIngressConnectionName,
    @Required IngressVpcConfiguration ingressVpcConfiguration,
    @Nullable List<Tag> tags) {}
