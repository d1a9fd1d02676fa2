package dev.pacer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void everyDatabaseHasExactlyTheScriptsThatAreListed(String database) throws IOException {
    Path folder = Path.of("src/main/resources/db", database);

    try (Stream<Path> scripts = Files.list(folder)) {
      List<String> names =
          scripts
              .map(script -> script.getFileName().toString().replace(".sql", ""))
              .sorted()
              .toList();
      assertThat(names).isEqualTo(Migrations.SCRIPTS);
    }
  }
}
