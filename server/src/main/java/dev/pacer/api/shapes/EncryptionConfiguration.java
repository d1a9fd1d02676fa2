package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// The structure EncryptionConfiguration of the API.
public record EncryptionConfiguration(
    @Required @Length(max = 256) @Pattern(Patterns.KMS_KEY_ARN) String kmsKey) {}
