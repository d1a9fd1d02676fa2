package dev.pacer.ingress.tls;

import dev.pacer.certificates.CertifiedKey;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/// How TLS is spoken: versions, ciphers, groups, protocols on top, and how long a session may be resumed.
///
/// BoringSSL does it where the machine has it, else the JDK. Neither compresses nor renegotiates.
public final class TlsSettings {
  /// What is offered on top of TLS, in the order of preference. A client that wants none of them gets
  /// HTTP/1.1.
  static final List<String> PROTOCOLS =
      List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

  static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /// A fresh key for every session and authenticated encryption; nothing else (RFC 9325 section 4.2).
  static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /// The first one withstands a recording that a quantum computer opens some day.
  private static final String[] GROUPS = {"X25519MLKEM768", "X25519", "P-256", "P-384"};

  private static final int SESSIONS_OF_A_CERTIFICATE = 4096;
  private static final Duration SESSION = Duration.ofHours(2);

  static {
    // The JDK's TLS lets clients of 1.2 renegotiate, again and again, unless this is set before the
    // first handshake of the process; BoringSSL never does.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final boolean nativeWanted;
  private final TicketKeys tickets = new TicketKeys(new SecureRandom());

  /// @param nativeWanted whether to use BoringSSL where the machine has it
  public TlsSettings(boolean nativeWanted) {
    this.nativeWanted = nativeWanted;
  }

  /// Who speaks TLS, for the log.
  public String provider() {
    return isNative() ? OpenSsl.versionString() : "JDK";
  }

  /// Takes a certificate into use; computes for about a millisecond.
  SslContext context(CertifiedKey certificate) {
    try {
      SslContext context = builder(certificate).build();
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        sessions.setTicketKeys(tickets.current());
      }
      return context;
    } catch (SSLException impossible) {
      throw new IllegalStateException("A certificate cannot be used", impossible);
    }
  }

  private SslContextBuilder builder(CertifiedKey certificate) {
    SslContextBuilder builder =
        SslContextBuilder.forServer(certificate.key(), certificate.chain())
            .protocols(VERSIONS)
            .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    PROTOCOLS))
            .sessionCacheSize(SESSIONS_OF_A_CERTIFICATE)
            .sessionTimeout(SESSION.toSeconds());
    if (!isNative()) {
      return builder.sslProvider(SslProvider.JDK);
    }
    // Not the reference-counted kind: a certificate may be forgotten while handshakes still use it.
    return builder.sslProvider(SslProvider.OPENSSL).option(OpenSslContextOption.GROUPS, GROUPS);
  }

  private boolean isNative() {
    return nativeWanted && OpenSsl.isAvailable();
  }
}
