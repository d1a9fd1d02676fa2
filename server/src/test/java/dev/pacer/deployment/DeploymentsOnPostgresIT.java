package dev.pacer.deployment;

import dev.pacer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deployments and fleets, on PostgreSQL.
@ExtendWith(TestDatabase.OnPostgres.class)
class DeploymentsOnPostgresIT {
  @Nested
  class Deployments extends DeploymentsTest {}

  @Nested
  class Fleet extends FleetTest {}
}
