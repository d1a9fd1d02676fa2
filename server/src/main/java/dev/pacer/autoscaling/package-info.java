/// The rules by which a service scales.
@NullMarked
package dev.pacer.autoscaling;

import org.jspecify.annotations.NullMarked;
