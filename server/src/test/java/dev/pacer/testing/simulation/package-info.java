/// Traffic in virtual time through the real scaling decision, and through the rules of Knative's
/// autoscaler for comparison. Used by tests and by `bench/simulate`. One thread; times are microseconds
/// from the start of the traffic.
@NullMarked
package dev.pacer.testing.simulation;

import org.jspecify.annotations.NullMarked;
