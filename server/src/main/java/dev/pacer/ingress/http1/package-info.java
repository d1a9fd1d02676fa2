/// HTTP/1.1 syntax, strict and without input or output: the head parser and the body framing follower.
/// Whatever two parsers could read differently is refused (RFC 9112).
@NullMarked
package dev.pacer.ingress.http1;

import org.jspecify.annotations.NullMarked;
