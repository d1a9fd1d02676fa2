package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation ListOperations.
public record ListOperationsResponse(
    @Nullable List<OperationSummary> operationSummaryList,
    @Nullable @Length(max = 51200) @Pattern(".*") String nextToken) {}
