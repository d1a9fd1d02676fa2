package dev.pacer.domain;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.util.List;
import java.util.Optional;

/// Keeps custom domains. Safe for any thread; every method is one transaction.
public interface CustomDomainStore {

  /// Writes a new domain. In one region a name leads to one service.
  ///
  /// @param quota how many a service may have
  Association associate(AccountRegion world, CustomDomain domain, int quota);

  Optional<CustomDomain> find(String serviceId, String name);

  /// A service's domains by name.
  ///
  /// @param after the key that the previous page ended with
  Page<CustomDomain> list(String serviceId, Optional<String> after, int limit);

  /// Every domain that is on its way somewhere.
  List<CustomDomain> unsettled();

  /// Writes a changed domain, unless its status changed since it was read.
  ///
  /// @param after empty to forget the domain
  /// @return whether it was written
  boolean replace(CustomDomain before, Optional<CustomDomain> after);

  /// What became of a wish to associate.
  enum Association {
    ASSOCIATED,
    NAME_TAKEN,
    QUOTA_REACHED
  }
}
