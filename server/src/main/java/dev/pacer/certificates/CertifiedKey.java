package dev.pacer.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A private key with the certificate that says whose it is. Two of them are equal only when they are the
/// same one, so that whatever is made from one can be kept by it.
public final class CertifiedKey {
  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final List<String> names;

  /// @param chain the certificate first, then those that sign it; without the root, which clients have
  /// @param names the host names that the certificate is for, in lower case; the first label may be `*`
  public CertifiedKey(PrivateKey key, List<X509Certificate> chain, List<String> names) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.names = List.copyOf(names);
  }

  public PrivateKey key() {
    return key;
  }

  public List<X509Certificate> chain() {
    return chain;
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /// Whether a client that asks for this host takes the certificate (RFC 6125 section 6.4: `*` stands for
  /// exactly one label).
  ///
  /// @param host in lower case
  public boolean covers(String host) {
    int dot = host.indexOf('.');
    String wildcard = dot < 0 ? host : "*" + host.substring(dot);
    return names.contains(host) || names.contains(wildcard);
  }

  /// Whether clients take it at that time.
  boolean isValidAt(Instant time) {
    return !time.isBefore(certificate().getNotBefore().toInstant())
        && time.isBefore(certificate().getNotAfter().toInstant());
  }

  /// Whether a fresh one should take its place: when less than a third of its time is left.
  boolean isDueAt(Instant time) {
    Instant from = certificate().getNotBefore().toInstant();
    Instant to = certificate().getNotAfter().toInstant();
    Duration third = Duration.between(from, to).dividedBy(3);
    return !isValidAt(time) || time.isAfter(to.minus(third));
  }
}
