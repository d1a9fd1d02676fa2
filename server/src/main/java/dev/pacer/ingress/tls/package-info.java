/// TLS of the front door: which certificate a handshake presents, and how TLS is spoken.
@NullMarked
package dev.pacer.ingress.tls;

import org.jspecify.annotations.NullMarked;
