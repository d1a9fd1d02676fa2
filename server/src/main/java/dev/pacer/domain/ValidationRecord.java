package dev.pacer.domain;

/// A CNAME record by which the owner of a domain proves to be that.
///
/// @param name with a dot at its end, as App Runner shows it
/// @param value with a dot at its end
public record ValidationRecord(String name, String value, Status status) {

  /// What is known of a record.
  public enum Status {
    PENDING_VALIDATION,
    SUCCESS,
    FAILED
  }

  /// The same record, seen in the domain name system.
  ValidationRecord seen() {
    return new ValidationRecord(name, value, Status.SUCCESS);
  }

  boolean isSeen() {
    return status == Status.SUCCESS;
  }
}
