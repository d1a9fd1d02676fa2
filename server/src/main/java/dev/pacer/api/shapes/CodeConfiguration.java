package dev.pacer.api.shapes;

import dev.pacer.wire.OneOf;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// The structure CodeConfiguration of the API.
public record CodeConfiguration(
    @Required @OneOf({"REPOSITORY", "API"}) String configurationSource,
    @Nullable CodeConfigurationValues codeConfigurationValues) {}
