package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import dev.pacer.wire.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The structure CodeConfigurationValues of the API.
public record CodeConfigurationValues(
    @Required
        @OneOf({
          "PYTHON_3",
          "NODEJS_12",
          "NODEJS_14",
          "CORRETTO_8",
          "CORRETTO_11",
          "NODEJS_16",
          "GO_1",
          "DOTNET_6",
          "PHP_81",
          "RUBY_31",
          "PYTHON_311",
          "NODEJS_18",
          "NODEJS_22"
        })
        String runtime,
    @Nullable @Pattern("[^\\x0a\\x0d]+") @Sensitive String buildCommand,
    @Nullable @Pattern("[^\\x0a\\x0d]+") @Sensitive String startCommand,
    @Nullable @Length(max = 51200) @Pattern(".*") String port,
    @Nullable
        Map<
            @Length(min = 1, max = 51200) @Pattern(".*") @Sensitive String,
            @Length(max = 51200) @Pattern(".*") @Sensitive String>
        runtimeEnvironmentVariables,
    @Nullable
        Map<
            @Length(min = 1, max = 2048) @Sensitive String,
            @Length(min = 1, max = 2048) @Sensitive String>
        runtimeEnvironmentSecrets) {}
