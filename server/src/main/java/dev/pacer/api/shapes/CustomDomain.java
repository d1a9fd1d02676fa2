package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A custom domain and how far its association is.
public record CustomDomain(
    @Required @Length(min = 1, max = 255) @Pattern("[A-Za-z0-9*.-]{1,255}") String domainName,
    @Required Boolean enableWWWSubdomain,
    @Nullable List<CertificateValidationRecord> certificateValidationRecords,
    @Required
        @OneOf({
          "CREATING",
          "CREATE_FAILED",
          "ACTIVE",
          "DELETING",
          "DELETE_FAILED",
          "PENDING_CERTIFICATE_DNS_VALIDATION",
          "BINDING_CERTIFICATE"
        })
        String status) {}
