package dev.pacer.domain;

/// Looks for records in the domain name system.
@FunctionalInterface
public interface DomainValidation {

  /// Whether the record is published. Blocks for at most a few seconds; an answer that does not come
  /// is a no.
  boolean isVisible(ValidationRecord record);
}
