package dev.pacer.ingress;

import dev.pacer.certificates.CertifiedKey;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.routes.RouteTable;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How a connection came in, which decides whether its requests are served at all. Pure.
interface Arrival {
  /// In the clear, and served.
  Arrival PLAIN = (_, _, _) -> null;

  /// In the clear, at the port that is for HTTPS.
  Arrival PLAIN_AT_HTTPS_PORT = (_, _, _) -> OwnAnswer.PLAIN_AT_HTTPS_PORT;

  /// What to answer in place of the service; null when the request is served.
  ///
  /// @param host the host that the request is for
  /// @param routes the hosts that are served now
  @Nullable OwnAnswer refusal(RequestHeadParser request, String host, RouteTable routes);

  /// `http` or `https`, as instances are told.
  default String scheme() {
    return "http";
  }

  /// In the clear, and sent to where HTTPS is.
  ///
  /// @param port the port of HTTPS
  static Arrival redirectedTo(int port) {
    return (request, host, _) -> {
      if (host.isEmpty()) {
        return OwnAnswer.UNKNOWN_HOST;
      }
      return OwnAnswer.movedTo("https://" + host + (port == 443 ? "" : ":" + port) + path(request));
    };
  }

  /// By TLS. A client that asked for one host and speaks to another, for which the certificate is not,
  /// was led astray (RFC 9110 section 7.4); one that asked for none cannot have been.
  ///
  /// @param serverName what the client asked for; null when it did not say
  static Arrival byTls(@Nullable String serverName, CertifiedKey certificate) {
    return new Arrival() {
      @Override
      public @Nullable OwnAnswer refusal(
          RequestHeadParser request, String host, RouteTable routes) {
        boolean astray =
            serverName != null && !certificate.covers(host) && routes.find(host) != null;
        return astray ? OwnAnswer.MISDIRECTED : null;
      }

      @Override
      public String scheme() {
        return "https";
      }
    };
  }

  /// The target in characters that a URL may have.
  private static String path(RequestHeadParser request) {
    StringBuilder path = new StringBuilder(request.targetPrefix());
    for (int i = request.targetStart(); i < request.targetEnd(); i++) {
      byte octet = request.bytes()[i];
      if (octet < 0) {
        path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      } else {
        path.append((char) octet);
      }
    }
    return path.toString().equals("*") ? "/" : path.toString();
  }
}
