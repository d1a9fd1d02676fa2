package dev.pacer.store;

import dev.pacer.support.DatabaseAddress;
import dev.pacer.testing.LocalPostgres;
import org.junit.jupiter.api.BeforeEach;

class PostgresStoresIT extends StoresContract {
  private DatabaseAddress address;

  @Override
  @BeforeEach
  void open() {
    if (address == null) {
      address = LocalPostgres.get().newDatabase();
    }
    super.open();
  }

  @Override
  Database opened() {
    return Database.open(address);
  }
}
