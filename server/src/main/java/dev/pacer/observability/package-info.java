/// What is observed of a service.
@NullMarked
package dev.pacer.observability;

import org.jspecify.annotations.NullMarked;
