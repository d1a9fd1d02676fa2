/// The access log: a line for each request of a service, written beside the event loops.
@NullMarked
package dev.pacer.ingress.access;

import org.jspecify.annotations.NullMarked;
