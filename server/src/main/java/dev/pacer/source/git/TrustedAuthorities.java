package dev.pacer.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose certificates https servers may show: the JVM's authorities and those of the machine, where a
/// company adds its own. The machine's file is read again when it has changed. Safe for any thread.
final class TrustedAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedAuthorities.class);

  private record Loaded(FileTime modified, SSLSocketFactory sockets) {}

  private final Path machine;
  private volatile @Nullable Loaded loaded;

  TrustedAuthorities(Path machine) {
    this.machine = machine;
  }

  /// Makes TLS sockets that trust these authorities.
  SSLSocketFactory sockets() throws IOException {
    FileTime modified =
        Files.isReadable(machine) ? Files.getLastModifiedTime(machine) : FileTime.fromMillis(0);
    Loaded known = loaded;
    if (known != null && known.modified().equals(modified)) {
      return known.sockets();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {load()}, null);
      SSLSocketFactory sockets = context.getSocketFactory();
      loaded = new Loaded(modified, sockets);
      return sockets;
    } catch (GeneralSecurityException failure) {
      throw new IOException("the trusted authorities cannot be loaded", failure);
    }
  }

  private TrustManager load() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate one : x509(null).getAcceptedIssuers()) {
      store.setCertificateEntry("jvm-" + count++, one);
    }
    if (Files.isReadable(machine)) {
      addMachine(store);
    }
    return x509(store);
  }

  private void addMachine(KeyStore store) throws IOException, KeyStoreException {
    try (InputStream stream = Files.newInputStream(machine)) {
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
        store.setCertificateEntry("machine-" + count++, one);
      }
    } catch (CertificateException malformed) {
      LOG.warn("{} is no file of certificates; only the JVM's are trusted", machine, malformed);
    }
  }

  private static X509TrustManager x509(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("the JVM knows no X.509");
  }
}
