package dev.pacer.automation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers what was decided for each service, so that a change is acted on once: another deployment
/// would only fail again, or deploy the same twice. Safe for any thread.
final class Decisions {
  private final Map<String, Change> decided = new ConcurrentHashMap<>();

  /// @param from what the service was deployed from
  /// @param to what its source holds
  record Change(String from, String to) {}

  /// Takes a decision for the caller.
  ///
  /// @return false when it was taken before
  boolean take(String serviceId, Change change) {
    return !change.equals(decided.put(serviceId, change));
  }

  /// It could not be carried out, so that it is to be taken again.
  void giveBack(String serviceId, Change change) {
    decided.remove(serviceId, change);
  }

  /// Forgets services that are gone.
  void keepOnly(Collection<String> serviceIds) {
    decided.keySet().retainAll(serviceIds);
  }
}
