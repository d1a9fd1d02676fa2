package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input of the operation CreateConnection.
public record CreateConnectionRequest(
    @Required @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String connectionName,
    @Required @OneOf({"GITHUB", "BITBUCKET"}) String providerType,
    @Nullable List<Tag> tags) {}
