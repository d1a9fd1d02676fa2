package dev.pacer.operation;

import dev.pacer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/// Operations of servers that share a database, on PostgreSQL.
@ExtendWith(TestDatabase.OnPostgres.class)
class OperationRunnersOnPostgresIT {
  @Nested
  class OperationRunner extends OperationRunnerTest {}
}
