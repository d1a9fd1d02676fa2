package dev.pacer.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// Signs certificates for servers. Its own certificate is what clients are told to trust.
///
/// Keys are ECDSA P-256, which every client of the last ten years takes.
///
/// @param key the authority's own; whoever has it can pose as any server to those who trust the authority
/// @param certificate self-signed
public record CertificateAuthority(PrivateKey key, X509Certificate certificate) {
  /// Nobody should have to trust another one soon.
  static final Duration OWN_VALIDITY = Duration.ofDays(3652);

  /// Well below the 397 days that browsers take.
  static final Duration VALIDITY = Duration.ofDays(90);

  /// For clients whose clock is behind.
  static final Duration ALLOWANCE = Duration.ofHours(1);

  /// X.520 allows no longer common name; the names that count are the alternative ones.
  private static final int LONGEST_COMMON_NAME = 64;

  /// Makes a new authority, with a name of its own, so that several can be told apart in a trust store.
  public static CertificateAuthority create(Instant now) {
    KeyPair pair = Signing.newKey();
    X500Name name =
        new X500Name("O=Pacer,CN=Pacer CA " + HexFormat.of().formatHex(Signing.random(4)));
    X509Certificate certificate =
        new Signing(pair.getPrivate(), name)
            .certificate(name, pair.getPublic(), now.minus(ALLOWANCE), now.plus(OWN_VALIDITY))
            .with(Extension.basicConstraints, true, new BasicConstraints(0))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .signed();
    return new CertificateAuthority(pair.getPrivate(), certificate);
  }

  /// Reads what [#toPem] wrote.
  ///
  /// @throws GeneralSecurityException when it is nothing of the kind
  public static CertificateAuthority ofPem(String pem) throws GeneralSecurityException {
    return new CertificateAuthority(Pem.privateKey(pem), Pem.certificate(pem));
  }

  /// The private key and the certificate.
  public String toPem() {
    return Pem.of(key) + Pem.of(certificate);
  }

  /// The certificate alone, which is no secret.
  public String certificatePem() {
    return Pem.of(certificate);
  }

  /// Makes a certificate for servers, with a key of its own. Takes about a millisecond of computing.
  ///
  /// @param names host names, at least one; the first label may be `*`
  public CertifiedKey issue(List<String> names, Instant now) {
    KeyPair pair = Signing.newKey();
    String first = names.getFirst();
    X500Name subject =
        new X500Name(first.length() > LONGEST_COMMON_NAME ? "O=Pacer" : "O=Pacer,CN=" + first);
    GeneralNames alternatives =
        new GeneralNames(
            names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    X509Certificate leaf =
        new Signing(key, Signing.subject(certificate))
            .certificate(subject, pair.getPublic(), now.minus(ALLOWANCE), end(now))
            .with(Extension.basicConstraints, true, new BasicConstraints(false))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .with(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .with(Extension.subjectAlternativeName, false, alternatives)
            .signedBy(certificate);
    return new CertifiedKey(pair.getPrivate(), List.of(leaf), names);
  }

  /// Nothing outlives what signs it.
  private Instant end(Instant now) {
    Instant end = now.plus(VALIDITY);
    Instant own = certificate.getNotAfter().toInstant();
    return end.isBefore(own) ? end : own;
  }
}
