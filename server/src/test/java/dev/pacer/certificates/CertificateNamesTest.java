package dev.pacer.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateNamesTest {
  private static final String OF_DOMAIN = "pacer.test *.pacer.test";
  private static final Set<String> SERVED =
      Set.of("shop.example.com", "label.us-east-1.pacer.test");

  private final CertificateNames names =
      new CertificateNames(
          "pacer.test",
          host ->
              host.endsWith(".wild.example.com")
                  ? Optional.of("*.wild.example.com")
                  : Optional.of(host).filter(SERVED::contains));

  @ParameterizedTest
  @CsvSource({
    "label.us-east-1.pacer.test,      *.us-east-1.pacer.test",
    "label.us-east-1.pacer.test.,     *.us-east-1.pacer.test",
    "other-1.eu-west-3.pacer.test,    *.eu-west-3.pacer.test",
    "label.us-gov-west-1.pacer.test,  *.us-gov-west-1.pacer.test",
    "shop.example.com,                shop.example.com",
    "any.wild.example.com,            *.wild.example.com",
  })
  void aHostThatIsServedGetsACertificateOfItsOwnOrOfItsRegion(String host, String expected) {
    assertThat(names.of(host)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pacer.test",
    "us-east-1.pacer.test",
    "a.label.us-east-1.pacer.test",
    "label.us-east-1.pacer.test.example.com",
    "label.anything.pacer.test",
    "label.us-east-1x.pacer.test",
    "label.*.pacer.test",
    "-.us-east-1.pacer.test",
    "*.us-east-1.pacer.test",
    "label.us-east-1.other.test",
    "unknown.example.com",
    "localhost",
    "''",
    ".",
    "..",
  })
  void anyOtherHostGetsTheCertificateOfTheDomain(String host) {
    assertThat(names.of(host)).containsExactly(OF_DOMAIN.split(" "));
  }

  @Test
  void aClientThatNamesNoHostGetsTheCertificateOfTheDomain() {
    assertThat(names.of(null)).containsExactly(OF_DOMAIN.split(" "));
  }

  @Test
  void aNameThatNoDnsNameCanBeIsNotLookedUp() {
    CertificateNames gullible = new CertificateNames("pacer.test", Optional::of);

    assertThat(gullible.of("a".repeat(250) + ".com")).isEqualTo(List.of(OF_DOMAIN.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "a.test,     true",
    "x.b.test,   true",
    "b.test,     false",
    "x.y.b.test, false",
    "x.a.test,   false",
    "test,       false",
    "'',         false",
  })
  void aCertificateCoversItsNamesWithAWildcardForExactlyOneLabel(String host, boolean covered) {
    CertifiedKey certificate =
        CertificateAuthority.create(Instant.EPOCH)
            .issue(List.of("a.test", "*.b.test"), Instant.EPOCH);

    assertThat(certificate.covers(host)).isEqualTo(covered);
  }
}
