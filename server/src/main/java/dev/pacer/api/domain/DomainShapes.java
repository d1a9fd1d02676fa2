package dev.pacer.api.domain;

import dev.pacer.api.shapes.CertificateValidationRecord;
import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.ValidationRecord;
import java.util.Locale;

/// Shows custom domains in the API's shapes. Their status is in lower case on the wire, as observed
/// at App Runner.
final class DomainShapes {
  private DomainShapes() {}

  static dev.pacer.api.shapes.CustomDomain full(CustomDomain domain) {
    return new dev.pacer.api.shapes.CustomDomain(
        domain.name(),
        domain.withWww(),
        domain.records().isEmpty()
            ? null
            : domain.records().stream().map(DomainShapes::record).toList(),
        domain.status().name().toLowerCase(Locale.ROOT));
  }

  private static CertificateValidationRecord record(ValidationRecord record) {
    return new CertificateValidationRecord(
        record.name(), "CNAME", record.value(), record.status().name());
  }
}
