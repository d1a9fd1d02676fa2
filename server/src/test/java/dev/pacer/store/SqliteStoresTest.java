package dev.pacer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.service.Service;
import dev.pacer.support.UnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoresTest extends StoresContract {
  @TempDir private Path directory;

  @Override
  Database opened() {
    return Database.open(directory.resolve("pacer.db"));
  }

  @Test
  void aFullDiskIsToldAndChangesNothing() {
    Service before = create("shop", NOW);
    database.write(handle -> handle.execute("PRAGMA max_page_count = 1"));

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                create("shop" + i, NOW);
              }
            })
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("is full");
    assertThat(services.find(before.id())).contains(before);
  }
}
