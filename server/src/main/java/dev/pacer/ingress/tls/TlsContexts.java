package dev.pacer.ingress.tls;

import dev.pacer.certificates.CertifiedKey;
import io.netty.handler.ssl.SslContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What handshakes need, by the host that a client asks for. Each certificate is taken into TLS once, by a
/// worker; those that nobody has asked for longest are forgotten when there are too many. Safe for any
/// thread, and never blocks.
public final class TlsContexts {
  private static final int MOST_CONTEXTS = 1024;

  private final Certificates certificates;
  private final TlsSettings settings;
  private final Executor worker;
  private final Map<CertifiedKey, CompletableFuture<Presented>> contexts =
      new LinkedHashMap<>(16, 0.75f, true);

  public TlsContexts(Certificates certificates, TlsSettings settings, Executor worker) {
    this.certificates = certificates;
    this.settings = settings;
    this.worker = worker;
  }

  /// A certificate and the means to present it.
  public record Presented(CertifiedKey certificate, SslContext context) {}

  /// The means for one handshake, complete already when they are at hand.
  ///
  /// @param host see [Certificates#forHost]
  public CompletableFuture<Presented> forHost(@Nullable String host) {
    return certificates.forHost(host).thenCompose(this::context);
  }

  private synchronized CompletableFuture<Presented> context(CertifiedKey certificate) {
    CompletableFuture<Presented> context =
        contexts.computeIfAbsent(
            certificate,
            _ ->
                CompletableFuture.supplyAsync(
                    () -> new Presented(certificate, settings.context(certificate)), worker));
    if (contexts.size() > MOST_CONTEXTS) {
      contexts.remove(contexts.keySet().iterator().next());
    }
    return context;
  }
}
