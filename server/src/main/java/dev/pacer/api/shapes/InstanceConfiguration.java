package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// How large each instance is. Accepts both spellings of each size; answers carry the
/// numeric one, as App Runner does.
public record InstanceConfiguration(
    @Nullable @Length(min = 3, max = 9) @Pattern("256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU")
        String cpu,
    @Nullable
        @Length(min = 3, max = 6)
        @Pattern("512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB")
        String memory,
    @Nullable @Length(min = 29, max = 1024) @Pattern(Patterns.ROLE_ARN) String instanceRoleArn) {}
