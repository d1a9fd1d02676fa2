/// Real clients against a running `./pacer serve` with a real container engine.
@NullMarked
package dev.pacer.compat;

import org.jspecify.annotations.NullMarked;
