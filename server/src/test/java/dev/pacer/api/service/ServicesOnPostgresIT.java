package dev.pacer.api.service;

import dev.pacer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// The life of services through the whole API, on PostgreSQL.
@ExtendWith(TestDatabase.OnPostgres.class)
class ServicesOnPostgresIT {
  @Nested
  class Services extends ServicesTest {}

  @Nested
  class ServiceUpdates extends ServiceUpdatesTest {}

  @Nested
  class ServiceNetworks extends ServiceNetworksTest {}
}
