/// Tags: what a resource may carry, and the operations on them.
@NullMarked
package dev.pacer.api.tags;

import org.jspecify.annotations.NullMarked;
