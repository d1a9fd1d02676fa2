package dev.pacer.ingress.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pacer.certificates.CertificateAuthority;
import dev.pacer.certificates.CertificateNames;
import dev.pacer.certificates.IssuedCertificates;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.routes.RouteSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The HTTPS port before testssl.sh, which looks for old versions, weak ciphers and known attacks.
final class TlsExaminationIT {
  private static final Set<String> HARMLESS = Set.of("OK", "INFO", "LOW");

  /// What is found and is as it has to be.
  private static final Set<String> ARGUED =
      Set.of(
          // The authority is the installation's own, which the examiner's machine does not trust.
          "cert_chain_of_trust",
          // It takes nothing back; its certificates are made on demand and end after 90 days.
          "cert_revocation",
          // What the examiner's OpenSSL cannot ask for; the suites are listed by TlsTest.
          "engine_problem",
          "RC4");

  /// The examiner's client hangs up before the ticket of TLS 1.3 has come, now and then, and then tells
  /// that it could not find out. TlsResumptionTest does.
  private static final String CHECK_FAILED = "check failed";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingWorseThanLowIsFound(boolean nativeTls) throws Exception {
    List<Finding> findings = examine(nativeTls);

    assertThat(findings).hasSizeGreaterThan(60);
    assertThat(findings).filteredOn(finding -> !isAllowed(finding)).isEmpty();
  }

  private static boolean isAllowed(Finding finding) {
    return HARMLESS.contains(finding.severity())
        || ARGUED.contains(finding.id())
        || (finding.id().startsWith("sessionresumption") && finding.text().contains(CHECK_FAILED));
  }

  /// @param id what was looked at
  private record Finding(String id, String severity, String text) {}

  private List<Finding> examine(boolean nativeTls) throws IOException, InterruptedException {
    CertificateAuthority authority = CertificateAuthority.create(Clock.systemUTC().instant());
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      RouteSlot routes = new RouteSlot();
      IssuedCertificates issued = new IssuedCertificates(authority, 8, worker, Clock.systemUTC());
      CertificateNames names =
          new CertificateNames("pacer.localhost", host -> routes.current().nameFor(host));
      IngressServer door =
          IngressServer.start(
              IngressSettings.listeningOn("127.0.0.1", 0).withNativeTls(nativeTls),
              routes,
              Optional.of(host -> issued.of(names.of(host))),
              AccessLog.NONE,
              InstantSource.system());
      try {
        return testssl("app.us-east-1.pacer.localhost:" + door.httpsAddress().getPort());
      } finally {
        door.close(Duration.ZERO);
      }
    }
  }

  private List<Finding> testssl(String address) throws IOException, InterruptedException {
    Path report = directory.resolve("report.json");
    Path output = directory.resolve("output.txt");
    List<String> command = new ArrayList<>(List.of("testssl"));
    command.addAll(List.of("--quiet", "--color", "0", "--warnings", "off", "--nodns", "none"));
    command.addAll(List.of("--ip", "127.0.0.1", "--fast"));
    command.addAll(List.of("--protocols", "--server-defaults", "--pfs", "--vulnerable"));
    command.addAll(List.of("--jsonfile", report.toString(), address));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<Finding> findings = new ArrayList<>();
    assertThat(report).as(Files.readString(output, UTF_8)).exists();
    for (JsonNode one : new ObjectMapper().readTree(report.toFile())) {
      findings.add(
          new Finding(
              one.path("id").asText(),
              one.path("severity").asText(),
              one.path("finding").asText()));
    }
    return findings;
  }
}
