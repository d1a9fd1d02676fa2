package dev.pacer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.support.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "postgresql://ali@db/pacer,            db,        5432, pacer, ali,  ''",
    "postgres://ali:x@db:6000/pacer,       db,        6000, pacer, ali,  x",
    "postgresql://a%40b:p%3Aq+r@db/my%20db, db,       5432, my db, a@b,  p:q+r",
    "postgresql://ali@127.0.0.1/pacer,     127.0.0.1, 5432, pacer, ali,  ''",
    "postgresql://ali@[::1]:6000/pacer,    ::1,       6000, pacer, ali,  ''",
  })
  void aUrlIsReadInItsParts(
      String url, String host, int port, String name, String user, String password) {
    assertThat(database(Map.of("database", url), Map.of()))
        .isEqualTo(new DatabaseAddress(host, port, name, user, password, Map.of()));
  }

  @Test
  void parametersArePassedOn() {
    DatabaseAddress address =
        database(
            Map.of("database", "postgresql://ali@db/pacer?sslmode=verify-full&sslrootcert=/ca.pem"),
            Map.of());

    assertThat(address.parameters())
        .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ali:secret@db/pacer",
        "postgresql://db/pacer",
        "postgresql://ali:secret@db",
        "postgresql://ali:secret@db/",
        "postgresql://ali:se cret@db/pacer",
        "postgresql://ali:secret@db/pacer?socketFactory=secret",
        "/var/lib/secret.db",
        "",
      })
  void whatIsNoSuchUrlIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> database(Map.of("database", url), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--database")
        .hasMessageNotContaining("cret");
  }

  @Test
  void thePasswordComesFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("password"), "from the file\n");

    DatabaseAddress address =
        database(
            Map.of(
                "database", "postgresql://ali@db/pacer", "database-password-file", file.toString()),
            Map.of("PGPASSWORD", "from the environment"));

    assertThat(address.password()).isEqualTo("from the file");
  }

  @Test
  void thePasswordComesFromPostgresOwnVariable() {
    DatabaseAddress address =
        database(Map.of("database", "postgresql://ali@db/pacer"), Map.of("PGPASSWORD", "secret"));

    assertThat(address.password()).isEqualTo("secret");
    assertThat(address).hasToString("postgresql://ali@db:5432/pacer");
  }

  @Test
  void aMissingPasswordFileIsTold() {
    assertThatThrownBy(() ->
            database(
                Map.of(
                    "database", "postgresql://ali@db/pacer",
                    "database-password-file", "/nowhere"),
                Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("/nowhere");
  }

  @Test
  void withoutAUrlTheDatabaseIsInTheDataDirectory() {
    assertThat(SettingsLoader.load(Map.of(), Map.of(), home).database()).isEmpty();
  }

  private DatabaseAddress database(Map<String, String> flags, Map<String, String> environment) {
    return SettingsLoader.load(new HashMap<>(flags), environment, home).database().orElseThrow();
  }
}
