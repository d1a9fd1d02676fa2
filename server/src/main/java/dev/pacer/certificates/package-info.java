/// Certificates for the names of services: a built-in certificate authority, which certificate a name
/// gets, and the certificates that were made. Only this room knows Bouncy Castle.
@NullMarked
package dev.pacer.certificates;

import org.jspecify.annotations.NullMarked;
