package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Range;
import org.jspecify.annotations.Nullable;

/// How instances are checked; times are whole seconds.
public record HealthCheckConfiguration(
    @Nullable @OneOf({"TCP", "HTTP"}) String protocol,
    @Nullable @Length(min = 1) String path,
    @Nullable @Range(min = 1, max = 20) Integer interval,
    @Nullable @Range(min = 1, max = 20) Integer timeout,
    @Nullable @Range(min = 1, max = 20) Integer healthyThreshold,
    @Nullable @Range(min = 1, max = 20) Integer unhealthyThreshold) {}
