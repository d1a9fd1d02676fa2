package dev.pacer.certificates;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Keys and certificates as text (RFC 7468).
final class Pem {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  static String of(PrivateKey key) {
    return block(KEY, key.getEncoded());
  }

  static String of(X509Certificate certificate) {
    try {
      return block(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(KEY, pem)));
  }

  static X509Certificate certificate(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes(CERTIFICATE, pem)));
  }

  private static String block(String label, byte[] content) {
    return begin(label) + "\n" + LINES.encodeToString(content) + "\n" + end(label) + "\n";
  }

  /// The content of the first block of that kind.
  private static byte[] bytes(String label, String pem) throws CertificateException {
    int from = pem.indexOf(begin(label));
    int to = pem.indexOf(end(label));
    if (from < 0 || to < from) {
      throw new CertificateException("There is no " + label + " in it");
    }
    String content = pem.substring(from + begin(label).length(), to);
    try {
      return Base64.getMimeDecoder().decode(content.getBytes(US_ASCII));
    } catch (IllegalArgumentException damaged) {
      throw new CertificateException("The " + label + " is damaged", damaged);
    }
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
