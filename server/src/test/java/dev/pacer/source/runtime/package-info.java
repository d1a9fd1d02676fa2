/// Kills a whole server at every step of every operation, and looks at what is left: while it is dead,
/// and after it was started again.
@NullMarked
package dev.pacer.source.runtime;

import org.jspecify.annotations.NullMarked;
