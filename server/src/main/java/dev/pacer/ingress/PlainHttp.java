package dev.pacer.ingress;

/// What becomes of requests that come in the clear.
public enum PlainHttp {
  SERVE,
  /// They are answered with where HTTPS is.
  REDIRECT
}
