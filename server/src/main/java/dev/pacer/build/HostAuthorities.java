package dev.pacer.build;

import dev.pacer.engine.BuildRequest;
import dev.pacer.source.configuration.ManagedRuntime.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the commands of a build trust the certificate authorities that this machine trusts: a company's
/// network often signs with one of its own. Each package manager is told in its own way, so that a
/// repository needs no line for it.
final class HostAuthorities {
  private static final Logger log = LoggerFactory.getLogger(HostAuthorities.class);
  private static final String BUNDLE = "/etc/pacer/authorities.pem";
  private static final String JAVA_STORE = "/etc/pacer/authorities.jks";

  // The certificates are public; Java's format wants a password all the same.
  private static final String JAVA_PASSWORD = "changeit";

  /// Variables that name a file of certificates: OpenSSL and Ruby, pip and requests, curl, Node, npm, git,
  /// Composer, Bundler.
  private static final List<String> VARIABLES =
      List.of(
          "SSL_CERT_FILE",
          "PIP_CERT",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "NODE_EXTRA_CA_CERTS",
          "NPM_CONFIG_CAFILE",
          "GIT_SSL_CAINFO",
          "COMPOSER_CAFILE",
          "BUNDLE_SSL_CA_CERT");

  private final Optional<Path> file;

  /// @param file with certificates as PEM; empty to leave builds with what their image trusts
  HostAuthorities(Optional<Path> file) {
    this.file = file;
  }

  /// What a build gets for it.
  ///
  /// @param files for the container
  /// @param environment for the commands
  record Trust(List<BuildRequest.File> files, Map<String, String> environment) {
    static final Trust NONE = new Trust(List.of(), Map.of());
  }

  /// A file that cannot be read leaves builds with what their image trusts.
  Trust of(Language language) {
    if (file.isEmpty()) {
      return Trust.NONE;
    }
    try {
      byte[] bundle = Files.readAllBytes(file.get());
      List<BuildRequest.File> files = new ArrayList<>();
      files.add(new BuildRequest.File(BUNDLE, bundle, true));
      Map<String, String> environment = new HashMap<>();
      VARIABLES.forEach(variable -> environment.put(variable, BUNDLE));
      if (language == Language.JAVA) {
        files.add(new BuildRequest.File(JAVA_STORE, javaStore(bundle), true));
        environment.put(
            "JAVA_TOOL_OPTIONS",
            "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStoreType=JKS -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(JAVA_STORE, JAVA_PASSWORD));
      }
      return new Trust(files, environment);
    } catch (IOException | GeneralSecurityException failure) {
      log.atWarn()
          .addKeyValue("file", file.get())
          .addKeyValue("reason", failure.getMessage())
          .log("builds trust only the authorities of their images");
      return Trust.NONE;
    }
  }

  /// In the older of Java's formats, which Java 8 reads in every update.
  private static byte[] javaStore(byte[] bundle) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    int number = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bundle))) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, JAVA_PASSWORD.toCharArray());
    return bytes.toByteArray();
  }
}
