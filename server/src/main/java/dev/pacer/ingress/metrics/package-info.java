/// Counters of the front door that cost little: no lock, and no allocation for a request.
@NullMarked
package dev.pacer.ingress.metrics;

import org.jspecify.annotations.NullMarked;
