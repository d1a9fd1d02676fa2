package dev.pacer.store;

import dev.pacer.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.OnPostgres.class)
class PostgresStoresIT extends StoresContract {
  @TempDir private Path directory;

  @Override
  Database opened() {
    return TestDatabase.open(directory);
  }
}
