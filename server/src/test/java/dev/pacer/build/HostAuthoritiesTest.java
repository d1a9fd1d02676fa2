package dev.pacer.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.BuildRequest;
import dev.pacer.source.configuration.ManagedRuntime.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostAuthoritiesTest {
  /// A certificate that signed itself, of no use but to be read.
  private static final Path CERTIFICATE =
      Path.of("src/test/resources/dev/pacer/build/authority.pem");

  @TempDir private Path directory;
  private Path bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = directory.resolve("bundle.pem");
    Files.copy(CERTIFICATE, bundle);
  }

  @Test
  void everyPackageManagerIsToldOfTheSameFile() throws IOException {
    HostAuthorities.Trust trust = new HostAuthorities(Optional.of(bundle)).of(Language.PYTHON);

    assertThat(trust.files())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.content()).isEqualTo(Files.readAllBytes(bundle));
          assertThat(file.onlyForBuild()).isTrue();
          assertThat(trust.environment())
              .containsAllEntriesOf(
                  Map.of(
                      "PIP_CERT", file.path(),
                      "NODE_EXTRA_CA_CERTS", file.path(),
                      "NPM_CONFIG_CAFILE", file.path(),
                      "SSL_CERT_FILE", file.path(),
                      "GIT_SSL_CAINFO", file.path()));
        });
  }

  @Test
  void javaGetsAStoreOfItsOwnForm() throws Exception {
    HostAuthorities.Trust trust = new HostAuthorities(Optional.of(bundle)).of(Language.JAVA);

    BuildRequest.File store = trust.files().getLast();
    KeyStore read = KeyStore.getInstance("JKS");
    read.load(new ByteArrayInputStream(store.content()), "changeit".toCharArray());
    assertThat(read.size()).isEqualTo(1);
    assertThat(trust.environment().get("JAVA_TOOL_OPTIONS")).contains(store.path());
  }

  @Test
  void withoutAFileBuildsAreLeftWithWhatTheirImageTrusts() {
    assertThat(new HostAuthorities(Optional.empty()).of(Language.JAVA))
        .isEqualTo(HostAuthorities.Trust.NONE);
  }

  @Test
  void aFileThatCannotBeReadIsNoReasonToFail() {
    Path missing = directory.resolve("missing.pem");

    assertThat(new HostAuthorities(Optional.of(missing)).of(Language.GO))
        .isEqualTo(HostAuthorities.Trust.NONE);
  }
}
