/// Health checks of instances: the probes (TCP, HTTP) and the pure tally that turns their results into
/// a verdict.
@NullMarked
package dev.pacer.health;

import org.jspecify.annotations.NullMarked;
