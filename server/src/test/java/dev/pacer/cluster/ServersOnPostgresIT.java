package dev.pacer.cluster;

import dev.pacer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// Several servers on one database, which is PostgreSQL.
@ExtendWith(TestDatabase.OnPostgres.class)
class ServersOnPostgresIT {
  @Nested
  class TwoServers extends TwoServersTest {}
}
