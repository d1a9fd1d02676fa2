package dev.pacer.certificates;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Writes and signs certificates. The algorithms are the JDK's; only the form is Bouncy Castle's.
///
/// @param key who signs
/// @param issuer the name of who signs
record Signing(PrivateKey key, X500Name issuer) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BYTES = 16;

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static X500Name subject(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  Draft certificate(X500Name subject, PublicKey subjectKey, Instant from, Instant to) {
    BigInteger serial = new BigInteger(1, random(SERIAL_BYTES)).setBit(0).clearBit(127);
    return new Draft(
            new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(from), Date.from(to), subject, subjectKey))
        .with(
            Extension.subjectKeyIdentifier,
            false,
            extensions().createSubjectKeyIdentifier(subjectKey));
  }

  private static JcaX509ExtensionUtils extensions() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// A certificate that is being written.
  final class Draft {
    private final X509v3CertificateBuilder builder;

    private Draft(X509v3CertificateBuilder builder) {
      this.builder = builder;
    }

    Draft with(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
      try {
        builder.addExtension(name, critical, value);
        return this;
      } catch (CertIOException unwritable) {
        throw new IllegalStateException(unwritable);
      }
    }

    X509Certificate signedBy(X509Certificate authority) {
      return with(
              Extension.authorityKeyIdentifier,
              false,
              extensions().createAuthorityKeyIdentifier(authority.getPublicKey()))
          .signed();
    }

    X509Certificate signed() {
      try {
        return new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
      } catch (OperatorCreationException | GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
