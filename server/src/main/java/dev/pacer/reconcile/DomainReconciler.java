package dev.pacer.reconcile;

import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.domain.DomainValidation;
import dev.pacer.support.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Moves custom domains on: gives them their records, and waits for these in the domain name system,
/// asking often at first and then more and more rarely.
///
/// Used by one thread.
public final class DomainReconciler implements Reconciler {
  private static final Duration RAREST = Duration.ofMinutes(5);

  private final CustomDomainStore domains;
  private final DomainValidation validation;
  private final Runnable publishRoutes;
  private final InstantSource clock;
  private final Map<String, Deadline> nextLook = new HashMap<>();

  public DomainReconciler(
      CustomDomainStore domains,
      DomainValidation validation,
      Runnable publishRoutes,
      InstantSource clock) {
    this.domains = domains;
    this.validation = validation;
    this.publishRoutes = publishRoutes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "domains";
  }

  @Override
  public void reconcile() {
    boolean changed = false;
    for (CustomDomain domain : domains.unsettled()) {
      Instant now = clock.instant();
      if (domain.awaitsRecords() && !isTimeToLook(domain, now)) {
        continue;
      }
      Optional<CustomDomain> next = domain.next(now, validation::isVisible);
      if (!next.equals(Optional.of(domain))) {
        changed |= domains.replace(domain, next);
      }
    }
    if (changed) {
      publishRoutes.run();
    }
  }

  /// The pause until the next look is as long as the domain has been waiting, within bounds.
  private boolean isTimeToLook(CustomDomain domain, Instant now) {
    String key = domain.serviceId() + "/" + domain.name();
    Deadline next = nextLook.get(key);
    if (next != null && !next.hasPassed()) {
      return false;
    }
    Duration waited = Duration.between(domain.changedAt(), now);
    Duration pause = waited.dividedBy(4);
    nextLook.put(key, Deadline.in(pause.compareTo(RAREST) < 0 ? pause : RAREST));
    return true;
  }
}
