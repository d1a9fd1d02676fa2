package dev.pacer.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-04T05:06:07Z");
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.create(NOW);

  @Test
  void aCertificateIsForItsNamesAndServersOnly() throws GeneralSecurityException {
    X509Certificate leaf = AUTHORITY.issue(List.of("*.a.test", "a.test"), NOW).certificate();

    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "*.a.test"), List.of(2, "a.test"));
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void whoTrustsTheAuthorityTrustsItsCertificates() throws GeneralSecurityException {
    X509Certificate leaf = AUTHORITY.issue(List.of("a.test"), NOW).certificate();

    validate(leaf, AUTHORITY, NOW);
  }

  @Test
  void whoTrustsAnotherAuthorityDoesNot() {
    CertificateAuthority other = CertificateAuthority.create(NOW);
    X509Certificate leaf = AUTHORITY.issue(List.of("a.test"), NOW).certificate();

    assertThatThrownBy(() -> validate(leaf, other, NOW))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void anAuthorityMaySignServersButNoFurtherAuthorities() {
    assertThat(AUTHORITY.certificate().getBasicConstraints()).isZero();
    assertThat(AUTHORITY.certificate().getKeyUsage())
        .startsWith(false, false, false, false, false, true);
  }

  @Test
  void authoritiesCanBeToldApart() {
    CertificateAuthority other = CertificateAuthority.create(NOW);

    assertThat(other.certificate().getSubjectX500Principal())
        .isNotEqualTo(AUTHORITY.certificate().getSubjectX500Principal());
  }

  @Test
  void aCertificateIsTakenByClientsWhoseClockIsBehindAndForNoLongerThanBrowsersAllow() {
    X509Certificate leaf = AUTHORITY.issue(List.of("a.test"), NOW).certificate();

    assertThat(leaf.getNotBefore()).isEqualTo(Date.from(NOW.minus(Duration.ofHours(1))));
    assertThat(leaf.getNotAfter()).isBefore(Date.from(NOW.plus(Duration.ofDays(397))));
  }

  @Test
  void aCertificateDoesNotOutliveItsAuthority() {
    Instant late = NOW.plus(Duration.ofDays(3650));

    X509Certificate leaf = AUTHORITY.issue(List.of("a.test"), late).certificate();

    assertThat(leaf.getNotAfter()).isEqualTo(AUTHORITY.certificate().getNotAfter());
  }

  @Test
  void aNameThatIsTooLongForTheSubjectIsAmongTheAlternativeNames() throws GeneralSecurityException {
    String name = "a".repeat(60) + "." + "b".repeat(60) + ".test";

    X509Certificate leaf = AUTHORITY.issue(List.of(name), NOW).certificate();

    assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("O=Pacer");
    assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(2, name));
  }

  @Test
  void keysAreOfTheCurveP256() {
    CertifiedKey made = AUTHORITY.issue(List.of("a.test"), NOW);

    assertThat(made.certificate().getPublicKey())
        .isInstanceOfSatisfying(
            ECPublicKey.class,
            key -> assertThat(key.getParams().getOrder().bitLength()).isEqualTo(256));
    assertThat(AUTHORITY.certificate().getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  @Test
  void anAuthorityIsReadAsItWasWritten() throws GeneralSecurityException {
    CertificateAuthority read = CertificateAuthority.ofPem(AUTHORITY.toPem());

    assertThat(read).isEqualTo(AUTHORITY);
  }

  @Test
  void whatClientsAreGivenHasNoKeyInIt() {
    assertThat(AUTHORITY.certificatePem())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("\n-----END CERTIFICATE-----\n")
        .doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no pem",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\n"
      })
  void whatIsNoAuthorityIsRefused(String pem) {
    assertThatThrownBy(() -> CertificateAuthority.ofPem(pem))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static void validate(X509Certificate leaf, CertificateAuthority authority, Instant at)
      throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
  }
}
