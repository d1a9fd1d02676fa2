package dev.pacer.domain;

import dev.pacer.support.Identifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A domain of a service's owner, associated with the service.
///
/// @param name in lower case; may begin with `*.`
/// @param withWww whether the sibling under `www.` belongs to it
/// @param records what its owner has to publish; empty at first
/// @param changedAt when it came to its status
public record CustomDomain(
    String serviceId,
    String name,
    boolean withWww,
    List<ValidationRecord> records,
    DomainStatus status,
    Instant createdAt,
    Instant changedAt) {

  /// How long after the association its records appear (App Runner: some seconds).
  static final Duration RECORDS_DELAY = Duration.ofSeconds(2);

  /// How long a domain is shown as being deleted.
  static final Duration DELETION_DELAY = Duration.ofSeconds(1);

  private static final int LONGEST = 64;

  public CustomDomain {
    records = List.copyOf(records);
  }

  public static CustomDomain associated(
      String serviceId, String name, boolean withWww, Instant now) {
    String lower = name.toLowerCase(Locale.ROOT);
    return new CustomDomain(
        serviceId,
        lower,
        withWww && !lower.startsWith("*."),
        List.of(),
        DomainStatus.CREATING,
        now,
        now);
  }

  /// Every host name that this domain covers.
  public List<String> names() {
    return withWww ? List.of(name, "www." + name) : List.of(name);
  }

  /// Whether the domain name system has to be asked before anything can happen.
  public boolean awaitsRecords() {
    return status == DomainStatus.PENDING_CERTIFICATE_DNS_VALIDATION;
  }

  /// The same domain on its way out.
  public CustomDomain deleting(Instant now) {
    return in(DomainStatus.DELETING, records, now);
  }

  /// What becomes of the domain by itself at this time; empty when it is gone.
  ///
  /// @param visible which records the domain name system shows
  public Optional<CustomDomain> next(Instant now, Predicate<ValidationRecord> visible) {
    return switch (status) {
      case CREATING ->
          Optional.of(now.isBefore(changedAt.plus(RECORDS_DELAY)) ? this : validating(now));
      case PENDING_CERTIFICATE_DNS_VALIDATION -> Optional.of(checked(now, visible));
      case BINDING_CERTIFICATE -> Optional.of(in(DomainStatus.ACTIVE, records, now));
      case DELETING ->
          now.isBefore(changedAt.plus(DELETION_DELAY)) ? Optional.of(this) : Optional.empty();
      case ACTIVE, CREATE_FAILED, DELETE_FAILED -> Optional.of(this);
    };
  }

  /// App Runner fails for names that no certificate can be had for.
  private CustomDomain validating(Instant now) {
    if (name.endsWith(".test") || name.length() > LONGEST) {
      return in(DomainStatus.CREATE_FAILED, List.of(), now);
    }
    return in(DomainStatus.PENDING_CERTIFICATE_DNS_VALIDATION, newRecords(), now);
  }

  private CustomDomain checked(Instant now, Predicate<ValidationRecord> visible) {
    List<ValidationRecord> after =
        records.stream()
            .map(record -> record.isSeen() || visible.test(record) ? record.seen() : record)
            .toList();
    return after.stream().allMatch(ValidationRecord::isSeen)
        ? in(DomainStatus.BINDING_CERTIFICATE, after, now)
        : in(status, after, changedAt);
  }

  /// One record a name, and with a www sibling one more under a random label: what real accounts
  /// show and clients wait for.
  private List<ValidationRecord> newRecords() {
    String base = name.startsWith("*.") ? name.substring(2) : name;
    List<String> hosts = new ArrayList<>(List.of(base));
    if (withWww) {
      hosts.add("www." + base);
      hosts.add(Identifiers.hostLabel() + "." + base);
    }
    return hosts.stream().map(CustomDomain::record).toList();
  }

  private static ValidationRecord record(String host) {
    return new ValidationRecord(
        "_" + Identifiers.hex32() + "." + host + ".",
        "_" + Identifiers.hex32() + "." + Identifiers.hostLabel() + ".acm-validations.aws.",
        ValidationRecord.Status.PENDING_VALIDATION);
  }

  private CustomDomain in(DomainStatus next, List<ValidationRecord> shown, Instant since) {
    return new CustomDomain(serviceId, name, withWww, shown, next, createdAt, since);
  }
}
