/// The operations on observability configurations.
@NullMarked
package dev.pacer.api.observability;

import org.jspecify.annotations.NullMarked;
