package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation ListServices.
public record ListServicesResponse(
    @Required List<ServiceSummary> serviceSummaryList,
    @Nullable @Length(max = 51200) @Pattern(".*") String nextToken) {}
