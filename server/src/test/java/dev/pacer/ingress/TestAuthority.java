package dev.pacer.ingress;

import dev.pacer.certificates.CertificateAuthority;
import dev.pacer.certificates.CertificateNames;
import dev.pacer.certificates.IssuedCertificates;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.tls.Certificates;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The authority that the clients of these tests trust, and what it makes for `*.REGION.pacer.localhost`
/// and for hosts that are served.
final class TestAuthority {
  static final CertificateAuthority AUTHORITY = create();
  static final String HOST = "app.us-east-1.pacer.localhost";

  private static final ExecutorService WORKER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private TestAuthority() {}

  private static CertificateAuthority create() {
    return CertificateAuthority.create(Clock.systemUTC().instant());
  }

  /// Fresh certificates as a whole server makes them, each when it is first asked for.
  static Certificates certificates(RouteSlot routes) {
    IssuedCertificates issued = new IssuedCertificates(AUTHORITY, 64, WORKER, Clock.systemUTC());
    CertificateNames names =
        new CertificateNames("pacer.localhost", host -> routes.current().nameFor(host));
    return host -> issued.of(names.of(host));
  }
}
