package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// A DNS record that proves to the certificate authority that a domain is its owner's.
public record CertificateValidationRecord(
    @Nullable @Length(max = 51200) @Pattern(".*") String name,
    @Nullable @Length(max = 51200) @Pattern(".*") String type,
    @Nullable @Length(max = 51200) @Pattern(".*") String value,
    @Nullable @OneOf({"PENDING_VALIDATION", "SUCCESS", "FAILED"}) String status) {}
