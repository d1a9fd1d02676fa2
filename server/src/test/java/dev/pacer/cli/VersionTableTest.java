package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VersionTableTest {
  @Test
  void theVersionThatServesIsMarkedAndARollbackSaysWhatItBroughtBack() {
    List<JsonNode> versions =
        JsonMapper.shared()
            .readTree(
                """
                [{"Version": 12, "Status": "DEPLOYING", "CreatedAt": 1795565500},
                 {"Version": 11, "Status": "ACTIVE", "ImageIdentifier": "shop:1",
                  "CreatedAt": 1795565407.333, "DeployedAt": 1795565408.011, "RestoredVersion": 9},
                 {"Version": 10, "Status": "FAILED", "ImageIdentifier": "shop:2",
                  "CreatedAt": 1795565400}]
                """)
            .valueStream()
            .toList();

    assertThat(VersionTable.lines(versions, ZoneOffset.UTC))
        .containsExactly(
            "  VERSION  STATUS     DEPLOYED             SOURCE",
            "       12  DEPLOYING  -                    source code",
            "*      11  ACTIVE     2026-11-25 00:10:08  shop:1 (version 9 again)",
            "       10  FAILED     -                    shop:2");
  }
}
