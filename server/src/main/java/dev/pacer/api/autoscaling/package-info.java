/// The operations on auto scaling configurations.
@NullMarked
package dev.pacer.api.autoscaling;

import org.jspecify.annotations.NullMarked;
