package dev.pacer.ingress;

import dev.pacer.certificates.CertificateAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A client of TLS, the JDK's, that trusts one authority and checks whom it speaks to.
///
/// @param context with the sessions that it may resume
/// @param host whom it asks for; empty to ask for nobody and to check no name
/// @param further what else it wants
record TlsClient(SSLContext context, String host, Consumer<SSLParameters> further) {

  static TlsClient of(String host) {
    return new TlsClient(trusting(TestAuthority.AUTHORITY), host, _ -> {});
  }

  static SSLContext trusting(CertificateAuthority authority) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority.certificate());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  TlsClient with(Consumer<SSLParameters> more) {
    return new TlsClient(context, host, further.andThen(more));
  }

  TlsClient offering(String... protocols) {
    return with(parameters -> parameters.setApplicationProtocols(protocols));
  }

  /// A connection after its handshake.
  SSLSocket connect(InetSocketAddress address) throws IOException {
    Socket plain = new Socket(address.getAddress(), address.getPort());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, address.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!host.isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    further.accept(parameters);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    try {
      socket.startHandshake();
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
    return socket;
  }

  Wire wire(InetSocketAddress address) throws IOException {
    return new Wire(connect(address));
  }

  /// Sends one request on a connection of its own and reads the answer.
  Wire.Message ask(InetSocketAddress address, String request) throws IOException {
    try (Wire wire = wire(address)) {
      return wire.send(request).readMessage();
    }
  }

  static X509Certificate certificate(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }
}
