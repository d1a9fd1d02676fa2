package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another process holds SQLite's file for longer than Pacer waits.
class DatabaseLockedIT {
  @TempDir private Path directory;

  @Test
  void callsAreAnsweredWithAReasonAndOperationsEndWhenTheFileIsFree() throws SQLException {
    try (ApiBed api = new ApiBed(directory);
        MemoryHold hold = api.engine.holdStart();
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("pacer.db"))) {
      Map<String, Object> service =
          Map.of("ServiceName", "shop", "SourceConfiguration", ApiBed.image("good:1"));
      String arn = api.ok("CreateService", service).at("/Service/ServiceArn").asString();
      await().until(() -> hold.held() == 1);

      run(other, "BEGIN EXCLUSIVE");
      hold.release();
      Answer answer = api.call("CreateConnection", connection());

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).isEqualTo("ServiceUnavailable");
      assertThat(answer.message()).contains("Another process holds Pacer's database");
      run(other, "ROLLBACK");
      assertThat(api.settled(arn).get("Status").asString()).isEqualTo("RUNNING");
      assertThat(api.call("CreateConnection", connection()).status()).isEqualTo(200);
    }
  }

  private static Map<String, String> connection() {
    return Map.of("ConnectionName", "github", "ProviderType", "GITHUB");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
