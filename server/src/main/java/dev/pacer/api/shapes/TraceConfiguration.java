package dev.pacer.api.shapes;

import dev.pacer.wire.OneOf;
import dev.pacer.wire.Required;

/// Who takes the traces.
public record TraceConfiguration(@Required @OneOf("AWSXRAY") String vendor) {}
