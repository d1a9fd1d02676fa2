package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// A tag of a resource.
public record Tag(
    @Nullable @Length(min = 1, max = 128) @Pattern("^(?!aws:).+") String key,
    @Nullable @Length(max = 256) @Pattern(".*") String value) {}
