/// The immutable route table that the front door reads, and the slot in which it is published.
@NullMarked
package dev.pacer.ingress.routes;

import org.jspecify.annotations.NullMarked;
