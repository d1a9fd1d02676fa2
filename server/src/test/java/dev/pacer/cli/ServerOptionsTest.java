package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerOptionsTest {
  private static final Path DOCUMENTATION = Path.of("../docs/operations.md");

  private final Set<String> keys = new TreeSet<>(SettingsLoader.keys());

  @BeforeEach
  void leaveOutTheSectionsThatOnlyTheSettingsFileHas() {
    keys.removeAll(Set.of("registries", "build-variables"));
  }

  @Test
  void everySettingIsAFlag() {
    Set<String> flags = new CommandLine(new ServerOptions()).getCommandSpec().optionsMap().keySet();

    assertThat(flags).containsAll(keys.stream().map(key -> "--" + key).toList());
  }

  @Test
  void everySettingIsDocumented() throws IOException {
    String documentation = Files.readString(DOCUMENTATION);

    assertThat(documentation).contains(keys.stream().map(key -> "`" + key + "`").toList());
  }

  @Test
  void aQuotaThatIsGivenAsAFlagHolds(@TempDir Path directory) {
    ServerOptions options = new ServerOptions();

    new CommandLine(options)
        .parseArgs("--data-dir", directory.toString(), "--quota-custom-domains", "7");

    assertThat(options.settings().quotas().customDomains()).isEqualTo(7);
  }
}
