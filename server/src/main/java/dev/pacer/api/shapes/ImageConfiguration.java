package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an image is run.
public record ImageConfiguration(
    @Nullable
        Map<
            @Length(min = 1, max = 51200) @Pattern(".*") @Sensitive String,
            @Length(max = 51200) @Pattern(".*") @Sensitive String>
        runtimeEnvironmentVariables,
    @Nullable @Pattern("[^\\x0a\\x0d]+") @Sensitive String startCommand,
    @Nullable @Length(max = 51200) @Pattern(".*") String port,
    @Nullable
        Map<
            @Length(min = 1, max = 2048) @Sensitive String,
            @Length(min = 1, max = 2048) @Sensitive String>
        runtimeEnvironmentSecrets) {}
