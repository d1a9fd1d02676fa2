package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployedSourceTest {
  private static final Path REPOSITORIES = Path.of("/var/pacer/deploys");

  @TempDir private Path folder;
  private final DeployedSource.Options options = new DeployedSource.Options();

  @ParameterizedTest
  @CsvSource({
    "shop, shop",
    "my shop (new), my-shop-new-",
    "_shop, shop",
    "web, web-app",
    "a-name-that-is-much-longer-than-a-service-may-have, a-name-that-is-much-longer-than-a-servic",
  })
  void aServiceIsNamedLikeItsFolder(String name, String service) {
    assertThat(DeployedSource.serviceName(null, Path.of("/home/ann").resolve(name)))
        .isEqualTo(service);
  }

  @Test
  void aFolderWithAConfigurationIsBuiltByIt() throws IOException {
    Files.writeString(folder.resolve("apprunner.yaml"), "");
    Files.writeString(folder.resolve("Dockerfile"), "");

    DeployedSource source = source();

    assertThat(source.configuration()).isEqualTo(Map.of("ConfigurationSource", "REPOSITORY"));
    assertThat(source.tags()).isEmpty();
    assertThat(source.codeRepository())
        .containsEntry("RepositoryUrl", "file:///var/pacer/deploys/us-east-1/shop.git");
  }

  @Test
  void aFolderWithADockerfileAloneIsBuiltByThat() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "");

    assertThat(source().tags())
        .containsExactly(Map.of("Key", "pacer:build", "Value", "dockerfile"));
  }

  @Test
  void theCommandLineMaySayHowAFolderIsBuilt() {
    options.runtime = "nodejs22";
    options.build = "npm ci";
    options.start = "node app.js";
    options.port = 3000;

    assertThat(source().configuration())
        .isEqualTo(
            Map.of(
                "ConfigurationSource",
                "API",
                "CodeConfigurationValues",
                Map.of(
                    "Runtime",
                    "NODEJS_22",
                    "BuildCommand",
                    "npm ci",
                    "StartCommand",
                    "node app.js",
                    "Port",
                    "3000")));
  }

  @Test
  void aFolderThatNothingIsSaidOfIsRefusedWithWhatToDo() {
    assertThatThrownBy(this::source)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("Write an apprunner.yaml (pacer deploy --help shows one)");
  }

  @Test
  void aRuntimeNeedsAStartCommand() {
    options.runtime = "nodejs22";

    assertThatThrownBy(this::source).hasMessageContaining("--runtime needs --start as well");
  }

  @Test
  void aRuntimeThatIsNotKnownIsRefused() {
    options.runtime = "cobol";

    assertThatThrownBy(this::source).hasMessageContaining("There is no runtime cobol.");
  }

  private DeployedSource source() {
    return DeployedSource.of(folder, REPOSITORIES, "us-east-1", "shop", options);
  }
}
