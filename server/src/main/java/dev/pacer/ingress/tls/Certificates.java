package dev.pacer.ingress.tls;

import dev.pacer.certificates.CertifiedKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Says which certificate a handshake presents. It is asked at every handshake, so that another answer
/// counts from the next handshake on; connections that are open go on with what they were shown.
@FunctionalInterface
public interface Certificates {

  /// The certificate for a client that asks for this host. Called on event loops: it never blocks, and the
  /// future is complete already when the certificate is at hand.
  ///
  /// @param host the server name that the client sent, in lower case; null when it sent none
  CompletableFuture<CertifiedKey> forHost(@Nullable String host);
}
