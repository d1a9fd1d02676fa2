package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation ReadServiceLog.
///
/// @param service the service's ARN, or its name; of several services of one name, deleted ones
///     included, the living or else the newest is meant
/// @param log which log: what happened to the service, one deployment, what its instances wrote, or
///     the requests that it got
/// @param operationId the deployment; omitted = the newest
/// @param lines how many of the newest lines the first answer has, default 100
/// @param nextToken where the previous answer ended
/// @param waitSeconds how long to wait for a line when there is none, default 0
public record ReadServiceLogRequest(
    @Required @Length(min = 1, max = 1011) String service,
    @Required @OneOf({"EVENTS", "DEPLOYMENT", "APPLICATION", "ACCESS"}) String log,
    @Nullable @Length(min = 32, max = 32) @Pattern("[0-9a-f]+") String operationId,
    @Nullable @Range(min = 1, max = 10000) Integer lines,
    @Nullable @Length(min = 1, max = 65536) String nextToken,
    @Nullable @Range(min = 0, max = 20) Integer waitSeconds) {}
