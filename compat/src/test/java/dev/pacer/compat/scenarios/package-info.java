/// What every client must be able to do, told once for all of them.
@NullMarked
package dev.pacer.compat.scenarios;

import org.jspecify.annotations.NullMarked;
