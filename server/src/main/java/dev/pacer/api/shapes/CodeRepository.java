package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// The structure CodeRepository of the API.
public record CodeRepository(
    @Required @Length(max = 51200) @Pattern(".*") String repositoryUrl,
    @Required SourceCodeVersion sourceCodeVersion,
    @Nullable CodeConfiguration codeConfiguration,
    @Nullable @Length(min = 1, max = 4096) @Pattern("[^\\x00]+") String sourceDirectory) {}
