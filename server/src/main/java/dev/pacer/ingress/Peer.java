package dev.pacer.ingress;

import dev.pacer.ingress.http1.RequestHeadParser;

/// Who asks, and how, as the access log shows it.
///
/// @param address the client's address
/// @param tls whether the connection is encrypted
/// @param http2 whether it speaks HTTP/2; else the request says which HTTP/1 it is
record Peer(String address, boolean tls, boolean http2) {

  String protocol(RequestHeadParser request) {
    if (http2) {
      return "HTTP/2";
    }
    return request.isBeforeHttp11() ? "HTTP/1.0" : "HTTP/1.1";
  }
}
